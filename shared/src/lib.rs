//! What the device, the hub and the window agree on.
//!
//! Nothing here does IO, reads a clock or draws a random number: those are passed in. Everything builds for WebAssembly.
//! The part behind the feature `documents` (Automerge, signatures, packs, the exchange) is for the device and the hub;
//! the window is built without it and knows views and requests only.

pub mod attachment;
pub mod comparison;
pub mod currencies;
pub mod day;
pub mod edit;
pub mod ids;
pub mod invitation;
pub mod ledger;
pub mod limits;
pub mod locale;
pub mod money;
pub mod path;
pub mod problem;
pub mod qr;
pub mod recommendation;
pub mod rules;
pub mod schema;
pub mod splice;
pub mod states;
pub mod vocabulary;
pub mod window;

#[cfg(feature = "documents")]
pub mod digest;
#[cfg(feature = "documents")]
pub mod document;
#[cfg(feature = "documents")]
pub mod exchange;
#[cfg(feature = "documents")]
pub mod pack;
#[cfg(feature = "documents")]
pub mod satchel;
#[cfg(feature = "documents")]
pub mod seal;
#[cfg(feature = "tables")]
pub mod table;
#[cfg(feature = "documents")]
pub mod version;
#[cfg(feature = "documents")]
pub mod wire;

pub use problem::Problem;
