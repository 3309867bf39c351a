//! Search over recommendations. (Over records, it is a list with words: [`App::list`].)

use satchel_shared::{
    limits::ROWS,
    window::{RecommendationFacets, RecommendationHits, SearchRecommendations},
};

use super::App;
use crate::{
    error::AppError,
    vault::{recommendation_filters, recommendations},
};

impl App {
    /// Recommendations that hold all words, the last one as a beginning, and pass the filter; the best first.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn search_recommendations(&self, wanted: &SearchRecommendations) -> Result<RecommendationHits, AppError> {
        self.with_open(|open| {
            let known = recommendations::count(open.vault.read())?;
            let limit = wanted.limit.min(ROWS);
            let hits = recommendations::search(open.vault.read(), &wanted.text, &wanted.filter, limit)?;
            Ok(RecommendationHits { known, hits })
        })
    }

    /// What the filters of recommendations offer: what occurs, with how often.
    ///
    /// # Errors
    /// As [`App::search_recommendations`].
    pub fn recommendation_facets(&self) -> Result<RecommendationFacets, AppError> {
        self.with_open(|open| Ok(recommendation_filters::facets(open.vault.read())?))
    }
}
