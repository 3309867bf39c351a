//! `cargo xtask pictures`: `docs/pictures/*.png`, taken of the real window on a demonstration made anew.
//!
//! The window is the one that `satchel-cli window` serves, so a picture shows what a person sees, and no drawing can go
//! stale: whoever changes the window runs this again.

mod browser;
mod headquarters;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use serde_json::Value;

use self::browser::Browser;
use self::headquarters::Headquarters;
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

const TWO_NAMES_IN_ARABIC: [&str; 2] = ["وزارة العدل، إدارة المحاكم", "وزارة العدل وإدارة السجون"];

/// A field that was written, and written again.
const NEEDS: [&str; 2] = [
    "Two trainers for four months, and one form of register for seven districts.",
    "Two trainers for five months, a lawyer who drafts with the police, and one form of register for all seven districts.",
];
const NEEDS_IN_ARABIC: [&str; 2] = [
    "مدرِّبان لأربعة أشهر، واستمارة سجل واحدة لسبع مناطق.",
    "مدرِّبان لخمسة أشهر، ومحامية تعدّ النص مع الشرطة، واستمارة سجل واحدة للمناطق السبع كلها، وفقاً للقرار A/HRC/RES/18/18.",
];

/// How the window is looked at: one visit takes all the pictures that are wanted of it.
struct Look {
    /// After each picture's name.
    suffix: &'static str,
    language: &'static str,
    theme: &'static str,
    size: (u32, u32),
}

/// What a picture shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scene {
    Locked,
    List,
    Editor,
    Conflict,
    Comparison,
    Picker,
    Gaps,
    Home,
    Board,
    Decisions,
    Coordination,
    Statement,
    Funds,
    Offices,
}

const DESK: (u32, u32) = (1360, 860);
const TABLET: (u32, u32) = (768, 1024);
const TELEPHONE: (u32, u32) = (390, 844);

const fn look(suffix: &'static str, language: &'static str, theme: &'static str, size: (u32, u32)) -> Look {
    Look {
        suffix,
        language,
        theme,
        size,
    }
}

const LOOKS: &[Look] = &[
    look("", "en", "light", DESK),
    look("-dark", "en", "dark", DESK),
    look("-ar", "ar", "light", DESK),
    look("-ar-dark", "ar", "dark", DESK),
];
/// Of what others than an office see.
const OTHER_LOOKS: &[Look] = &[
    look("", "en", "light", DESK),
    look("-ar-dark", "ar", "dark", DESK),
    look("-narrow", "en", "light", TELEPHONE),
];
const SMALL_LOOKS: &[Look] = &[
    look("-narrow", "en", "light", TELEPHONE),
    look("-ar-narrow", "ar", "light", TELEPHONE),
    look("-tablet", "en", "light", TABLET),
];

impl Scene {
    /// Before two colleagues filled in the same field.
    const FIRST: &'static [Self] = &[
        Self::Locked,
        Self::List,
        Self::Editor,
        Self::Comparison,
        Self::Picker,
        Self::Gaps,
    ];
    const SMALL: &'static [Self] = &[Self::List, Self::Editor];
    const LAST: &'static [Self] = &[Self::Conflict];
    const OF_THE_DESK: &'static [Self] = &[
        Self::Home,
        Self::Board,
        Self::Decisions,
        Self::Coordination,
        Self::Statement,
    ];
    const OF_THE_BOOKS: &'static [Self] = &[Self::Funds];
    const OF_WHO_ADMINISTERS: &'static [Self] = &[Self::Offices];

    fn name(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::List => "list",
            Self::Editor => "editor",
            Self::Conflict => "conflict",
            Self::Comparison => "comparison",
            Self::Picker => "picker",
            Self::Gaps => "gaps",
            Self::Home => "home",
            Self::Board => "board",
            Self::Decisions => "decisions",
            Self::Coordination => "coordination",
            Self::Statement => "statement",
            Self::Funds => "funds",
            Self::Offices => "offices",
        }
    }
}

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
    let mut drafts = Drafts::default();
    let mut headquarters = Headquarters::default();
    progress.step("Preparing what is shown", || {
        demonstration.prepare_hub()?;
        hub = Some(demonstration.start_hub(&AtomicBool::new(false))?);
        demonstration.prepare_vault()?;
        demonstration.sync()?;
        drafts = Drafts::find(&demonstration)?;
        drafts.edit(&demonstration)?;
        headquarters = Headquarters::prepare(&demonstration)?;
        Ok(String::new())
    })?;
    let folder = workspace.root().join("docs/pictures");
    progress.step("Taking the pictures", || {
        std::fs::create_dir_all(&folder)?;
        let mut taken = 0;
        let office = demonstration.vault();
        let mut visit = |looks: &[Look], scenes: &[Scene], vault: &Path| {
            for look in looks {
                let record = if vault == office {
                    drafts.of(look)
                } else {
                    &headquarters.decided
                };
                take(look, scenes, demonstration.client_on(vault), record, &folder)
                    .with_context(|| format!("the pictures in {} and {}", look.language, look.theme))?;
                taken += scenes.len();
            }
            anyhow::Ok(())
        };
        visit(LOOKS, Scene::FIRST, &office)?;
        visit(SMALL_LOOKS, Scene::SMALL, &office)?;
        drafts.disagree(&demonstration)?;
        visit(LOOKS, Scene::LAST, &office)?;
        visit(OTHER_LOOKS, Scene::OF_THE_DESK, &headquarters.desk)?;
        visit(OTHER_LOOKS, Scene::OF_THE_BOOKS, &headquarters.books)?;
        visit(OTHER_LOOKS, Scene::OF_WHO_ADMINISTERS, &headquarters.administers)?;
        Ok(format!("{taken} in docs/pictures"))
    })?;
    drop(hub);
    Ok(())
}

/// The requests that are being drafted, one in each language that is shown.
#[derive(Default)]
struct Drafts {
    english: String,
    arabic: String,
}

impl Drafts {
    fn find(demonstration: &Demonstration) -> Result<Self> {
        let mut list = demonstration.client();
        list.args(["list", "--json"]);
        let rows: Value = serde_json::from_str(&process::read(list)?).context("the list is no JSON")?;
        let draft_in = |language: &str| {
            let mut rows = rows.as_array().into_iter().flatten();
            let row = rows.find(|row| row["status"] == "draft" && row["language"] == language);
            let id = row.and_then(|row| row["id"].as_str());
            Ok::<_, anyhow::Error>(id.context("the demonstration has no such draft")?.to_owned())
        };
        Ok(Self {
            english: draft_in("en")?,
            arabic: draft_in("ar")?,
        })
    }

    fn of(&self, look: &Look) -> &str {
        if look.language == "ar" {
            &self.arabic
        } else {
            &self.english
        }
    }

    /// What the lead wrote, a colleague writes anew.
    fn edit(&self, demonstration: &Demonstration) -> Result<()> {
        let colleague = colleague(demonstration);
        demonstration.join(&colleague, "drafter", "Tamsin Oduya")?;
        let texts = [(&self.english, NEEDS), (&self.arabic, NEEDS_IN_ARABIC)];
        for (place, vault) in [demonstration.vault(), colleague].iter().enumerate() {
            run_on(demonstration, vault, &["sync"])?;
            for (id, needs) in texts {
                run_on(demonstration, vault, &["set", id, "needs", needs[place]])?;
            }
            run_on(demonstration, vault, &["sync"])?;
        }
        run_on(demonstration, &demonstration.vault(), &["sync"]).map(drop)
    }

    /// A colleague and the lead fill in the same field, each offline, and sync.
    fn disagree(&self, demonstration: &Demonstration) -> Result<()> {
        let vaults = [demonstration.vault(), colleague(demonstration)];
        for (id, names) in [(&self.english, TWO_NAMES), (&self.arabic, TWO_NAMES_IN_ARABIC)] {
            for (vault, name) in vaults.iter().zip(names) {
                run_on(demonstration, vault, &["set", id, AUTHORITY, name])?;
            }
        }
        for vault in [&vaults[0], &vaults[1], &vaults[0]] {
            run_on(demonstration, vault, &["sync"])?;
        }
        Ok(())
    }
}

/// The vault of a drafter of the same office.
fn colleague(demonstration: &Demonstration) -> PathBuf {
    demonstration.folder().join("colleague")
}

fn run_on(demonstration: &Demonstration, vault: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = demonstration.client_on(vault);
    command.args(arguments);
    process::read(command)
}

/// One visit to the window of a vault, which begins locked: all its pictures.
fn take(look: &Look, scenes: &[Scene], mut server: Command, record: &str, folder: &Path) -> Result<()> {
    // Nobody's passphrase is at hand here: the window asks for it, as it asks a person.
    server
        .args(["window", "--listen", &run::free_address(0)?.to_string()])
        .env_remove("SATCHEL_PASSPHRASE");
    server.stdout(Stdio::piped());
    let mut server = Running::start("the window's server", server)?;
    let address = run::first_line(&mut server)?;
    let (host, token) = address.split_once('#').context("the window's address has no token")?;

    let browser = Browser::start(look.size.0, look.size.1)?;
    browser.open(&format!("{host}?theme={}&lang={}#{token}", look.theme, look.language))?;
    browser.find("#unlock")?;
    let photograph = |scene: Scene| {
        browser.settle()?;
        let file = folder.join(format!("{}{}.png", scene.name(), look.suffix));
        std::fs::write(file, browser.picture()?).map_err(anyhow::Error::from)
    };
    if scenes.contains(&Scene::Locked) {
        photograph(Scene::Locked)?;
    }
    browser.type_into("#passphrase", PASSPHRASE)?;
    browser.click("#unlock")?;
    browser.find("#bag")?;
    for scene in scenes.iter().copied().filter(|scene| *scene != Scene::Locked) {
        show(scene, &browser, record).with_context(|| scene.name().to_owned())?;
        photograph(scene)?;
    }
    Ok(())
}

/// Goes to what a picture shows.
fn show(scene: Scene, browser: &Browser, record: &str) -> Result<()> {
    // Away first: dialogs close, and the record is opened anew.
    browser.go_to("#/request")?;
    browser.find("#rows")?;
    let place = |hash: &str, css: &str| {
        browser.go_to(hash)?;
        browser.find(css).map(drop)
    };
    let open = || place(&format!("#/request/{record}"), "#field-title");
    match scene {
        Scene::Locked | Scene::List => browser.find("[data-record]").map(drop)?,
        Scene::Conflict => open()?,
        Scene::Gaps => place("#/gaps", "#gaps-summary")?,
        Scene::Home => place("#/home", ".task")?,
        Scene::Board => place("#/board", "#board [data-record]")?,
        Scene::Coordination => {
            place("#/coordination", "#coordination-matrix")?;
            browser.choose("#coordination-state", "XTM")?;
            browser.find("[data-gap=true]")?;
        }
        Scene::Statement => {
            place("#/statement", "#statement-speaker")?;
            browser.choose("#statement-speaker", "XTM")?;
            browser.find("[data-topic]")?;
        }
        Scene::Funds => place("#/funds", "#fund-entries")?,
        Scene::Offices => {
            place("#/offices", ".office")?;
            browser.click(".office:last-of-type > summary")?;
            browser.find(".people [data-member]")?;
        }
        Scene::Decisions => {
            place(&format!("#/request/{record}"), "#open-decisions")?;
            browser.click("#open-decisions")?;
            browser.find("#steps")?;
        }
        Scene::Editor => {
            open()?;
            browser.click("#section-plan")?;
            browser.find("#field-activities-0-title")?;
        }
        Scene::Comparison => {
            open()?;
            browser.click("#open-history")?;
            browser.click("#history-lines li:nth-child(2) button")?;
            browser.find("#compared")?;
        }
        Scene::Picker => {
            open()?;
            browser.click("#section-links")?;
            browser.click("#pick-recommendations")?;
            browser.type_into("#recommendation-search", "police custody")?;
            browser.find("[data-recommendation] mark")?;
        }
    }
    Ok(())
}
