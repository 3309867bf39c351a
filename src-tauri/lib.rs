//! The app in a window of its own: the only code that knows Tauri.
//!
//! The window asks everything through one command, [`commands::call`]; what can be asked is in `satchel_shared::window`.

mod commands;

use std::{path::PathBuf, sync::Arc};

use anyhow::Context;
use satchel_client::App;
use tauri::Manager;

/// The variable that names another folder for the vault than the user's own.
const VAULT: &str = "SATCHEL_VAULT";

/// Opens the window, and returns when it is closed.
///
/// # Errors
/// Where there is no display, or no folder for the vault.
pub fn run() -> anyhow::Result<()> {
    tauri::Builder::default()
        .setup(|tauri| {
            let folder = match std::env::var_os(VAULT) {
                Some(folder) => PathBuf::from(folder),
                None => tauri.path().app_local_data_dir()?.join("vault"),
            };
            tauri.manage(Arc::new(App::new(folder)));
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![commands::call])
        .run(tauri::generate_context!())
        .context("the window could not be opened")
}
