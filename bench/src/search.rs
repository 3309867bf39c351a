//! Search over recommendations as one types.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};
use satchel_shared::window::{RecommendationFilter, SearchRecommendations};

use crate::{
    figure::{percentile, print, times},
    world::World,
};

/// Each is typed letter by letter: a theme, a place, and what nearly every recommendation holds.
const TYPED: [&str; 4] = [
    "prevention of torture and ill-treatment",
    "ratify the optional protocol",
    "rights of the child",
    "indigenous peoples land",
];
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
    let search = |text: &str| {
        world.device.search_recommendations(&SearchRecommendations {
            text: text.to_owned(),
            from: 0,
            limit: 50,
            filter: RecommendationFilter::default(),
        })
    };
    let mut firsts: Vec<Duration> = Vec::new();
    for text in ["t", "to", "torture"] {
        // The first after the vault is opened reads from the disk.
        world.reopen()?;
        firsts.extend(times(1, |_| search(text).map(drop))?);
    }
    firsts.sort_unstable();
    let known = search("").context("a search")?.known;
    print(
        &format!("the first search over {known} recommendations, the slowest of three"),
        percentile(&firsts, 100),
        50.0,
        "ms",
    );
    let typed: Vec<&str> = TYPED
        .iter()
        .flat_map(|text| (1..=text.len()).filter_map(|end| text.get(..end)))
        .collect();
    let sorted = times(typed.len() * 5, |number| {
        search(typed.get(number % typed.len()).copied().unwrap_or_default()).map(drop)
    })?;
    for (of_hundred, name) in [(50, "half of them"), (95, "95 of 100"), (100, "the slowest")] {
        print(
            &format!("a keystroke's search over {known} recommendations, {name}"),
            percentile(&sorted, of_hundred),
            10.0,
            "ms",
        );
    }
    Ok(())
}
