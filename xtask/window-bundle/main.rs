//! Turns the window's WebAssembly into the two files that a browser loads.
//!
//! `window-bundle INPUT.wasm OUTPUT_FOLDER` writes `NAME.js` and `NAME_bg.wasm`, NAME being the input's. It knows
//! nothing of the project: `cargo xtask window` decides when it runs and where its output goes.

use std::path::PathBuf;

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, output] = arguments.as_slice() else {
        bail!("usage: window-bundle INPUT.wasm OUTPUT_FOLDER");
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?.generate(output)?;
    Ok(())
}
