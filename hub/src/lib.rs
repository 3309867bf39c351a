//! Headquarters' hub: it enrols devices, takes their signed packs and decisions, and hands out to each what is for it.
//!
//! The hub never loads a document. It knows a record by its kind, its office, the marks of its changes and its standing in the
//! ledger; content is in the packs, which it hands on within their office as they were signed, and in the versions that the
//! office submitted by value. What goes to whom is decided in one place, [`feed`]; who may do what, in
//! `satchel_shared::ledger`; in which order decisions count, in [`ledger`].
//!
//! [`Hub`] is the one handle: `Hub::open(folder)`, then [`Hub::serve`] or [`Hub::router`], or a command's method.

pub mod attachments;
pub mod demonstration;
pub mod enrolment;
pub mod exchange;
pub mod feed;
pub mod http;
mod hub;
pub mod import;
mod key_file;
pub mod ledger;
pub mod public;
pub mod roster;
pub mod satchel;
pub mod span;
pub mod store;
pub mod surroundings;

pub use hub::{Hub, HubError};
