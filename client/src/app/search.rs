//! Search over recommendations, and the filters that are kept. (Over records, a search is a list with words: [`App::list`].)

use satchel_shared::{
    limits::{NAME_CHARACTERS, ROWS, SAVED_FILTERS},
    window::{CountRecommendations, RecommendationFacets, RecommendationHits, SavedFilter, SearchRecommendations},
};

use super::App;
use crate::{
    error::AppError,
    vault::{recommendation_filters, recommendations, settings},
};

impl App {
    /// Recommendations that hold all words, the last one as a beginning, and pass the filter; the best first.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn search_recommendations(&self, wanted: &SearchRecommendations) -> Result<RecommendationHits, AppError> {
        self.with_open(|open| {
            let known = recommendations::count(open.vault.read())?;
            let (from, limit) = (wanted.from, wanted.limit.min(ROWS));
            let hits = recommendations::search(open.vault.read(), &wanted.text, &wanted.filter, from, limit)?;
            Ok(RecommendationHits { known, hits })
        })
    }

    /// How many recommendations hold all words and pass the filter.
    ///
    /// # Errors
    /// As [`App::search_recommendations`].
    pub fn count_recommendations(&self, wanted: &CountRecommendations) -> Result<usize, AppError> {
        self.with_open(|open| {
            Ok(recommendations::count_found(
                open.vault.read(),
                &wanted.text,
                &wanted.filter,
            )?)
        })
    }

    /// The saved filters, in the order of their keeping.
    ///
    /// # Errors
    /// As [`App::search_recommendations`].
    pub fn saved_filters(&self) -> Result<Vec<SavedFilter>, AppError> {
        self.with_open(|open| Ok(settings::filters(open.vault.read())?))
    }

    /// Keeps these filters, and no others. They are in the vault, because their names can tell what somebody works on.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for more filters, or longer names, than the limits say; or as [`App::search_recommendations`].
    pub fn keep_filters(&self, filters: &[SavedFilter]) -> Result<(), AppError> {
        let too_long = |filter: &SavedFilter| filter.name.chars().count() > NAME_CHARACTERS;
        if filters.len() > SAVED_FILTERS || filters.iter().any(too_long) {
            return Err(AppError::BadRequest("too many filters, or too long a name".to_owned()));
        }
        self.with_open(|open| Ok(settings::set_filters(open.vault.read(), filters)?))
    }

    /// What the filters of recommendations offer: what occurs, with how often.
    ///
    /// # Errors
    /// As [`App::search_recommendations`].
    pub fn recommendation_facets(&self) -> Result<RecommendationFacets, AppError> {
        self.with_open(|open| Ok(recommendation_filters::facets(open.vault.read())?))
    }
}

#[cfg(test)]
mod tests;
