//! The offline app without a window.
//!
//! [`app::App`] is all of it: the window, the command line and the tests hold one and ask it the requests of
//! `satchel_shared::window`. Under it are the [`vault`], which keeps everything encrypted on the disk, and [`sync`], whose
//! engine makes request bytes and takes reply bytes without touching a network.
//!
//! This crate must not know Tauri, Yew or the hub.

pub mod app;
pub mod environment;
pub mod error;
pub mod sync;
pub mod vault;
pub mod window;
pub mod words;

pub use app::App;
pub use environment::Environment;
pub use error::AppError;
