//! `cargo xtask pictures`: `docs/pictures/*.png`, taken of the real window on a demonstration made anew.
//!
//! The window is the one that `satchel-cli window` serves, so a picture shows what a person sees, and no drawing can go
//! stale: whoever changes the window runs this again.

mod browser;

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use serde_json::Value;

use self::browser::Browser;
use crate::progress::Progress;
use crate::run::{self, Demonstration, PASSPHRASE};
use crate::running::Running;
use crate::workspace::Workspace;
use crate::{process, system, wasm, window};

/// What two colleagues call the same authority, neither knowing of the other: the field then shows both.
const AUTHORITY: &str = "requesting_authority.name";
const TWO_NAMES: [&str; 2] = [
    "Ministry of Justice, Courts Department",
    "Ministry of Justice and Prisons",
];

/// One picture: its name, the size of the window, its address after the host, and what must be in sight.
struct Scene {
    name: &'static str,
    size: (u32, u32),
    theme: &'static str,
    place: Place,
}

enum Place {
    Locked,
    Request,
    TwoValues,
    Recommendations,
}

const DESK: (u32, u32) = (1360, 860);
const TELEPHONE: (u32, u32) = (390, 844);

const SCENES: &[Scene] = &[
    Scene {
        name: "locked",
        size: DESK,
        theme: "light",
        place: Place::Locked,
    },
    Scene {
        name: "request",
        size: DESK,
        theme: "light",
        place: Place::Request,
    },
    Scene {
        name: "request-dark",
        size: DESK,
        theme: "dark",
        place: Place::Request,
    },
    Scene {
        name: "request-narrow",
        size: TELEPHONE,
        theme: "light",
        place: Place::Request,
    },
    Scene {
        name: "recommendations",
        size: DESK,
        theme: "light",
        place: Place::Recommendations,
    },
    Scene {
        name: "two-values",
        size: DESK,
        theme: "light",
        place: Place::TwoValues,
    },
];

pub(crate) fn pictures(workspace: &Workspace) -> Result<()> {
    let mut progress = Progress::of(6);
    system::ensure_test(&mut progress)?;
    wasm::ensure(&mut progress)?;
    window::build(workspace, &mut progress)?;
    run::build_programs(workspace, &mut progress)?;

    let scratch = workspace.scratch().join("pictures");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)?;
    }
    let demonstration = Demonstration::claim(workspace, scratch)?;
    let mut hub = None;
    let mut request = String::new();
    progress.step("Preparing what is shown", || {
        demonstration.prepare_hub()?;
        hub = Some(demonstration.start_hub(&AtomicBool::new(false))?);
        demonstration.prepare_vault()?;
        demonstration.sync()?;
        request = draft(&demonstration)?;
        Ok(String::new())
    })?;
    let folder = workspace.root().join("docs/pictures");
    progress.step("Taking the pictures", || {
        std::fs::create_dir_all(&folder)?;
        for scene in SCENES {
            if matches!(scene.place, Place::TwoValues) {
                disagree(&demonstration, &request)?;
            }
            take(scene, &demonstration, &request, &folder).with_context(|| format!("the picture {}", scene.name))?;
        }
        Ok(format!("{} in docs/pictures", SCENES.len()))
    })?;
    drop(hub);
    Ok(())
}

/// The request that is being drafted.
fn draft(demonstration: &Demonstration) -> Result<String> {
    let mut list = demonstration.client();
    list.args(["list", "--json"]);
    let rows: Value = serde_json::from_str(&process::read(list)?).context("the list is no JSON")?;
    let is_draft = |row: &&Value| row["status"] == "draft";
    let draft = rows.as_array().into_iter().flatten().find(is_draft);
    let id = draft.and_then(|row| row["id"].as_str());
    Ok(id.context("the demonstration has no draft")?.to_owned())
}

/// A colleague and the drafter fill in the same field, each offline, and sync.
fn disagree(demonstration: &Demonstration, request: &str) -> Result<()> {
    let colleague = demonstration.folder().join("colleague");
    demonstration.join(&colleague, "Tamsin Oduya")?;
    let vaults = [demonstration.vault(), colleague];
    let run = |vault: &Path, arguments: &[&str]| {
        let mut command = demonstration.client_on(vault);
        command.args(arguments);
        process::read(command)
    };
    for (vault, name) in vaults.iter().zip(TWO_NAMES) {
        run(vault, &["set", request, AUTHORITY, name])?;
    }
    for vault in [&vaults[0], &vaults[1], &vaults[0]] {
        run(vault, &["sync"])?;
    }
    Ok(())
}

/// Each scene has a window's server of its own, which begins locked.
fn take(scene: &Scene, demonstration: &Demonstration, request: &str, folder: &Path) -> Result<()> {
    let mut server = demonstration.client();
    // Nobody's passphrase is at hand here: the window asks for it, as it asks a person.
    server
        .args(["window", "--listen", &run::free_address(0)?.to_string()])
        .env_remove("SATCHEL_PASSPHRASE");
    server.stdout(Stdio::piped());
    let mut server = Running::start("the window's server", server)?;
    let address = run::first_line(&mut server)?;
    let (host, token) = address.split_once('#').context("the window's address has no token")?;

    let browser = Browser::start(scene.size.0, scene.size.1)?;
    browser.open(&format!("{host}?theme={}#{token}", scene.theme))?;
    browser.find("#unlock")?;
    if !matches!(scene.place, Place::Locked) {
        browser.type_into("#passphrase", PASSPHRASE)?;
        browser.click("#unlock")?;
        browser.find("#bag")?;
    }
    match scene.place {
        Place::Locked => {}
        Place::Request | Place::TwoValues => {
            browser.go_to(&format!("#/requests/{request}"))?;
            browser.find("#field-title")?;
        }
        Place::Recommendations => {
            browser.go_to("#/recommendations")?;
            browser.find("#recommendation-search")?;
        }
    }
    browser.settle()?;
    std::fs::write(folder.join(format!("{}.png", scene.name)), browser.picture()?)?;
    Ok(())
}
