//! Tells Tauri which commands there are, so that each must be granted to a window by name (`tauri.conf.json`).

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["call"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .unwrap_or_else(|error| panic!("the app's configuration does not hold: {error:#}"));
}
