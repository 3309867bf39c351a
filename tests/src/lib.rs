//! A world for stories: a hub and devices, each a real program on a real disk, and windows driven like a person's.
//!
//! Nothing is stood in for: `satchel-hub` serves a socket, `satchel-cli` opens an encrypted vault, WebKit and Chromium show the
//! window. `cargo xtask test` builds the programs and installs what the windows need.
#![expect(clippy::print_stderr, reason = "a story that cannot be told says so")]

pub mod cluster;
pub mod device;
pub mod form;
pub mod hub;
pub mod place;
pub mod process;
pub mod window;

pub use cluster::Cluster;
pub use device::Device;
pub use hub::Hub;
pub use window::Window;
