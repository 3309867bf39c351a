//! Search over recommendations. (Over records, it is a list with words: [`App::list`].)

use satchel_shared::{
    limits::ROWS,
    window::{RecommendationHits, SearchRecommendations},
};

use super::App;
use crate::{error::AppError, vault::recommendations};

impl App {
    /// Recommendations that hold all words, the last one as a beginning; the best first.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn search_recommendations(&self, wanted: &SearchRecommendations) -> Result<RecommendationHits, AppError> {
        self.with_open(|open| {
            let known = recommendations::count(open.vault.read())?;
            let hits = recommendations::search(open.vault.read(), &wanted.text, wanted.limit.min(ROWS))?;
            Ok(RecommendationHits { known, hits })
        })
    }
}
