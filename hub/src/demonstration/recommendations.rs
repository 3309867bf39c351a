//! Sixty recommendations to each invented State, and a few pledges, in words of our own.

mod sentences;

use satchel_shared::{
    ids::RecommendationId,
    recommendation::{Position, Recommendation, Source},
};

use self::sentences::{PLEDGES, THEMES};
use super::{
    DemonstrationError, demonstration_id,
    states::{InventedState, RECOMMENDING, REVIEWED},
};

/// Sessions of the Working Group that never were, far from the real ones.
const SESSIONS: [u16; 2] = [901, 914];

pub(super) fn all() -> Result<Vec<Recommendation>, DemonstrationError> {
    let mut list = Vec::new();
    for (which, state) in REVIEWED.iter().enumerate() {
        let others: Vec<&InventedState> = RECOMMENDING.iter().filter(|other| other.name != state.name).collect();
        let sentences = THEMES
            .iter()
            .flat_map(|(theme, sentences)| sentences.iter().map(move |text| (theme, text)));
        for (at, (theme, text)) in sentences.enumerate() {
            let Some(recommender) = others.get((at * 5 + which * 3) % others.len()) else {
                continue;
            };
            let session = SESSIONS[(at + which) % SESSIONS.len()];
            // About one in five is noted, each State other ones.
            let position = if (at * 7 + which * 2) % 5 == 0 {
                Position::Noted
            } else {
                Position::Supported
            };
            list.push(Recommendation {
                id: id(state, text),
                source: Source::Upr,
                state: state.code()?,
                recommending_state: Some(recommender.code()?),
                also_recommending: Vec::new(),
                body: String::new(),
                reference: format!("UPR session {session}, {}", recommender.name),
                session,
                published: None,
                text: fill(text, state),
                position: Some(position),
                themes: vec![(*theme).to_owned()],
                affected_persons: Vec::new(),
                sdgs: Vec::new(),
            });
        }
        for (theme, text) in PLEDGES {
            let session = SESSIONS[which % SESSIONS.len()];
            list.push(Recommendation {
                id: id(state, text),
                source: Source::Pledge,
                state: state.code()?,
                recommending_state: None,
                also_recommending: Vec::new(),
                body: String::new(),
                reference: format!("UPR session {session}, voluntary pledge"),
                session,
                published: None,
                text: fill(text, state),
                position: None,
                themes: vec![theme.to_owned()],
                affected_persons: Vec::new(),
                sdgs: Vec::new(),
            });
        }
    }
    Ok(list)
}

fn id(state: &InventedState, text: &str) -> RecommendationId {
    RecommendationId(demonstration_id("recommendation", &format!("{}: {text}", state.name)))
}

fn fill(text: &str, state: &InventedState) -> String {
    text.replace("{province}", state.province)
        .replace("{state}", state.name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_state_has_sixty_recommendations_and_some_pledges_all_different() {
        let list = all().expect("well made");
        for state in REVIEWED {
            let code = state.code().expect("a code");
            let of = |source| list.iter().filter(|it| it.state == code && it.source == source).count();
            assert_eq!((of(Source::Upr), of(Source::Pledge)), (60, 4), "{}", state.name);
        }
        assert_eq!(list.iter().map(|it| it.id).collect::<BTreeSet<_>>().len(), list.len());
        assert_eq!(
            list.iter()
                .map(|it| (it.state, &it.text))
                .collect::<BTreeSet<_>>()
                .len(),
            list.len()
        );
        assert!(
            list.iter()
                .all(|it| !it.text.contains('{') && it.recommending_state != Some(it.state))
        );
    }
}
