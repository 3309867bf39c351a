//! Puts the built window (`frontend/dist`) into the app, so that one file is all that a person needs.
//!
//! Where the window has not been built yet, the table is empty, and the command `window` says so.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../frontend/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut table = String::from("&[\n");
    if dist.is_dir() {
        let mut files: Vec<_> = fs::read_dir(&dist)?.collect::<Result<_, _>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        for file in files {
            let path = file.path().canonicalize()?;
            println!("cargo::rerun-if-changed={}", path.display());
            table.push_str(&format!(
                "    ({:?}, include_bytes!({:?})),\n",
                file.file_name().to_string_lossy(),
                path
            ));
        }
    }
    table.push(']');
    fs::write(
        Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("window_files.rs"),
        table,
    )
}
