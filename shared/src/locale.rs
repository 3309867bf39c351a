//! The words of the product, in Fluent files under `locales/LANGUAGE/`: `window.ftl` for the interface, `problems.ftl` for
//! everything that can go wrong, each named `problem-CODE`.

use std::{borrow::Cow, fmt};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::problem::Problem;

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    English,
}

impl Language {
    pub const ALL: [Self; 1] = [Self::English];

    /// BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    fn sources(self) -> [&'static str; 2] {
        match self {
            Self::English => [
                include_str!("../locales/en/window.ftl"),
                include_str!("../locales/en/problems.ftl"),
            ],
        }
    }
}

/// The words in one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Texts").field(&self.language).finish()
    }
}

impl Texts {
    #[must_use]
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        for source in language.sources() {
            // What is wrong in a file is found by this module's tests; a person gets all that could be read.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a text of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.bundle.has_message(name)
    }

    /// The text of a name; the name itself where it is missing.
    #[must_use]
    pub fn get(&self, name: &str) -> String {
        self.with(name, &FluentArgs::new())
    }

    /// The text of a name, with the facts that it mentions.
    #[must_use]
    pub fn with(&self, name: &str, facts: &FluentArgs<'_>) -> String {
        let pattern = self.bundle.get_message(name).and_then(|message| message.value());
        let Some(pattern) = pattern else { return name.to_owned() };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(facts), &mut errors)
            .into_owned()
    }

    /// What happened, what it means for the work, and what to do.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        let name = format!("problem-{}", problem.code);
        let mut facts = FluentArgs::new();
        for (fact, value) in &problem.facts {
            facts.set(Cow::Borrowed(fact.as_str()), value.as_str());
        }
        if self.has(&name) {
            return self.with(&name, &facts);
        }
        facts.set("code", problem.code.as_str());
        self.with("problem-unknown", &facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_names_nothing_twice() {
        for language in Language::ALL {
            let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().expect("a BCP 47 tag")]);
            for source in language.sources() {
                let resource = FluentResource::try_new(source.to_owned()).expect("a Fluent file without errors");
                bundle.add_resource(resource).expect("no name stands twice");
            }
        }
    }

    #[test]
    fn a_problem_without_words_still_tells_its_code() {
        let told = Texts::new(Language::English).problem(&Problem::new("never-heard-of"));
        assert!(told.contains("never-heard-of"), "{told}");
    }
}
