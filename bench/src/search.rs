//! Search over recommendations as one types.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, anyhow, ensure};
use satchel_shared::window::{
    CountRecommendations, RecommendationFilter, RecommendationHits, Request, SearchRecommendations,
};

use crate::{
    figure::{percentile, print, times},
    world::World,
};

/// Each is typed letter by letter, once: themes, places, bodies, and what nearly every recommendation holds.
const TYPED: [&str; 16] = [
    "prevention of torture and ill-treatment",
    "ratify the optional protocol",
    "rights of the child",
    "indigenous peoples land",
    "the the the",
    "independence of judges and lawyers",
    "national human rights institution",
    "abolish the death penalty",
    "freedom of expression journalists",
    "trafficking in persons, especially women",
    "Cote d'Ivoire",
    "violence against women",
    "standing invitation to special procedures",
    "العدالة",
    "пытки",
    "儿童权利",
];
/// As the window asks: so many hits at once.
const HITS: usize = 200;
/// Rows of the files, of which the same one twice is one recommendation.
const ROWS: usize = 34_029;
const FILES: [&str; 5] = ["1-5.csv", "6-9.csv", "10-13.csv", "14-17.csv", "voluntary.csv"];

pub(crate) fn run(data: &Path) -> Result<()> {
    let folder = data.join("upr");
    if !folder.exists() {
        println!("skipped: there is no shared/data/upr beside this clone, so no search is measured");
        return Ok(());
    }
    // An office that follows every State has all of them on its devices.
    let world = World::of_all_states()?;
    for file in FILES {
        world
            .runtime
            .block_on(world.hub.import_upr_info(&folder.join(file)))
            .with_context(|| file.to_owned())?;
    }
    world.device.sync()?;
    // As a carrier brings it and takes it away: from the text of the command to the text of the reply.
    let search = |text: &str| -> Result<RecommendationHits> {
        let request = SearchRecommendations {
            text: text.to_owned(),
            from: 0,
            limit: HITS,
            filter: RecommendationFilter::default(),
        };
        let asked = serde_json::from_str(&serde_json::to_string(&request)?)?;
        let reply = world
            .device
            .call(SearchRecommendations::COMMAND, asked)
            .map_err(|problem| anyhow!("{problem:?}"))?;
        Ok(serde_json::from_str(&reply.to_string())?)
    };
    // Asked behind the hits, where they are many: how many there are in all.
    let count = |text: &str| -> Result<usize> {
        let request = CountRecommendations {
            text: text.to_owned(),
            filter: RecommendationFilter::default(),
        };
        let asked = serde_json::from_str(&serde_json::to_string(&request)?)?;
        let reply = world.device.call(CountRecommendations::COMMAND, asked);
        let reply = reply.map_err(|problem| anyhow!("{problem:?}"))?;
        Ok(serde_json::from_str(&reply.to_string())?)
    };
    let mut firsts: Vec<Duration> = Vec::new();
    for text in ["t", "to", "torture"] {
        // The first after the vault is opened reads from the disk.
        world.reopen()?;
        firsts.extend(times(1, |_| search(text).map(drop))?);
    }
    firsts.sort_unstable();
    let known = search("").context("a search")?.known;
    ensure!(
        (ROWS - ROWS / 100..=ROWS).contains(&known),
        "{known} recommendations were imported from {ROWS} rows"
    );
    print(
        &format!("the first search over {known} recommendations, the slowest of three"),
        percentile(&firsts, 100),
        50.0,
        "ms",
    );
    let ends = |text: &'static str| text.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let typed: Vec<&str> = TYPED
        .iter()
        .flat_map(|text| ends(text).filter_map(|end| text.get(..end)))
        .collect();
    let sorted = times(typed.len(), |number| {
        search(typed.get(number).copied().unwrap_or_default()).map(drop)
    })?;
    // No key may feel slower than the first.
    for (of_hundred, name, target) in [
        (50, "half of them", 10.0),
        (95, "95 of 100", 10.0),
        (100, "the slowest", 50.0),
    ] {
        print(
            &format!("a keystroke's search over {known} recommendations, {name}"),
            percentile(&sorted, of_hundred),
            target,
            "ms",
        );
    }
    let sorted = times(typed.len(), |number| {
        count(typed.get(number).copied().unwrap_or_default()).map(drop)
    })?;
    print(
        "counting all that a keystroke finds, 95 of 100",
        percentile(&sorted, 95),
        10.0,
        "ms",
    );
    Ok(())
}
