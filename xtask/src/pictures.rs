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

/// Requests in several stages: the first is the one that is opened, and the last is submitted.
const REQUESTS: &[&str] = &[
    include_str!("pictures/court-clerks.json"),
    include_str!("pictures/complaints.json"),
];

/// The State of the requests, and what is searched among its recommendations: the first that each search finds is tied
/// to the first request.
const STATE: &str = "XOS";
const RECOMMENDATIONS_ABOUT: &[&str] = &["questioning in police custody", "independent body that visits"];

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
        request = write_requests(&demonstration)?;
        Ok(format!("{} requests", REQUESTS.len()))
    })?;
    let folder = workspace.root().join("docs/pictures");
    progress.step("Taking the pictures", || {
        std::fs::create_dir_all(&folder)?;
        for scene in SCENES {
            take(scene, &demonstration, &request, &folder).with_context(|| format!("the picture {}", scene.name))?;
        }
        Ok(format!("{} in docs/pictures", SCENES.len()))
    })?;
    drop(hub);
    Ok(())
}

/// Writes the requests as a drafter would, the first being the one left open; returns its id.
fn write_requests(demonstration: &Demonstration) -> Result<String> {
    let client = |arguments: &[&str]| {
        let mut command = demonstration.client();
        command.args(arguments);
        process::read(command)
    };
    let file = demonstration.folder().join("request.json");
    let mut ids = Vec::new();
    for content in REQUESTS.iter().rev() {
        std::fs::write(&file, content)?;
        let from = file.to_str().context("the folder's name is no UTF-8")?;
        ids.push(client(&["new", "request", "--from", from])?);
    }
    let (submitted, opened) = (&ids[0], &ids[ids.len() - 1]);
    client(&["submit", submitted])?;
    client(&["sync"])?;
    for words in RECOMMENDATIONS_ABOUT {
        let found = client(&["search", words, "--in", "recommendations", "--limit", "10", "--json"])?;
        let found: Value = serde_json::from_str(&found).context("the search prints no JSON")?;
        let mut of_the_state = found
            .as_array()
            .into_iter()
            .flatten()
            .filter(|found| found["state"] == STATE);
        let id = of_the_state
            .next()
            .and_then(|found| found["id"].as_str())
            .with_context(|| format!("no recommendation about {words:?} is found"))?;
        client(&["link", opened, id])?;
    }
    Ok(opened.clone())
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
        Place::Request => {
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
