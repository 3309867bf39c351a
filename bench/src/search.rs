//! Search over recommendations as one types.

use std::path::Path;

use anyhow::{Context, Result};
use satchel_shared::window::{RecommendationFilter, SearchRecommendations};

use crate::{
    figure::{percentile, print, times},
    world::World,
};

const TYPED: &str = "prevention of torture and ill-treatment";

pub(crate) fn run(data: &Path) -> Result<()> {
    let file = data.join("upr/10-13.csv");
    if !file.exists() {
        println!("skipped: there is no shared/data/upr beside this clone, so no search is measured");
        return Ok(());
    }
    let world = World::new("IDN")?;
    world.runtime.block_on(world.hub.import_upr_info(&file))?;
    world.device.sync()?;
    let typed: Vec<String> = (1..=TYPED.len())
        .filter_map(|end| TYPED.get(..end).map(str::to_owned))
        .collect();
    let search = |number: usize| {
        let text = typed.get(number % typed.len()).cloned().unwrap_or_default();
        world.device.search_recommendations(&SearchRecommendations {
            text,
            limit: 50,
            filter: RecommendationFilter::default(),
        })
    };
    let known = search(0).context("a search")?.known;
    let sorted = times(typed.len() * 5, |number| search(number).map(drop))?;
    print(
        &format!("a keystroke's search over {known} recommendations, 95 of 100"),
        percentile(&sorted, 95),
        10.0,
        "ms",
    );
    Ok(())
}
