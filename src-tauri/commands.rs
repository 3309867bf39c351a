//! The one command that the window calls.

use std::sync::Arc;

use satchel_client::App;
use satchel_shared::Problem;
use serde_json::Value;
use tauri::State;

/// Answers a request of the window. It runs beside the window's own thread, which never waits for the disk or the network.
///
/// # Errors
/// The [`Problem`] that the window tells the person.
#[tauri::command]
pub(crate) async fn call(app: State<'_, Arc<App>>, command: String, request: Value) -> Result<Value, Problem> {
    let app = Arc::clone(&app);
    let answer = tauri::async_runtime::spawn_blocking(move || app.call(&command, request)).await;
    answer.unwrap_or_else(|_| Err(Problem::new("back-end-failed")))
}
