//! The words of the product, in Fluent files under `locales/LANGUAGE/`: `window.ftl` for the interface, `problems.ftl` for
//! everything that can go wrong, each named `problem-CODE`.

use std::{borrow::Cow, fmt};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::problem::Problem;

/// A language that the product speaks: the official ones of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    Arabic,
    Chinese,
    #[default]
    English,
    French,
    Russian,
    Spanish,
}

macro_rules! files {
    ($tag:literal) => {
        [
            include_str!(concat!("../locales/", $tag, "/window.ftl")),
            include_str!(concat!("../locales/", $tag, "/records.ftl")),
            include_str!(concat!("../locales/", $tag, "/vocabulary.ftl")),
            include_str!(concat!("../locales/", $tag, "/problems.ftl")),
        ]
    };
}

impl Language {
    pub const ALL: [Self; 6] = [
        Self::Arabic,
        Self::Chinese,
        Self::English,
        Self::French,
        Self::Russian,
        Self::Spanish,
    ];

    /// BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Chinese => "zh",
            Self::English => "en",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Spanish => "es",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Arabic => "العربية",
            Self::Chinese => "中文",
            Self::English => "English",
            Self::French => "Français",
            Self::Russian => "Русский",
            Self::Spanish => "Español",
        }
    }

    /// Which way it is written, as HTML's `dir`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::Chinese | Self::English | Self::French | Self::Russian | Self::Spanish => "ltr",
        }
    }

    /// The language of a tag, whatever region or script follows: `fr-CH` is French.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(first))
    }

    fn sources(self) -> [&'static str; 4] {
        match self {
            Self::Arabic => files!("ar"),
            Self::Chinese => files!("zh"),
            Self::English => files!("en"),
            Self::French => files!("fr"),
            Self::Russian => files!("ru"),
            Self::Spanish => files!("es"),
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
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};

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

    /// Every message's name, with the facts that it mentions.
    fn outline(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut outline = BTreeMap::new();
        for source in language.sources() {
            let parsed = fluent_syntax::parser::parse(source).expect("a Fluent file without errors");
            for entry in parsed.body {
                if let Entry::Message(Message {
                    id,
                    value: Some(pattern),
                    ..
                }) = entry
                {
                    let mut facts = BTreeSet::new();
                    facts_of(&pattern, &mut facts);
                    outline.insert(id.name.to_owned(), facts);
                }
            }
        }
        outline
    }

    fn facts_of(pattern: &Pattern<&str>, facts: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                match expression {
                    Expression::Inline(inline) => fact_of(inline, facts),
                    Expression::Select { selector, variants } => {
                        fact_of(selector, facts);
                        variants.iter().for_each(|variant| facts_of(&variant.value, facts));
                    }
                }
            }
        }
    }

    fn fact_of(inline: &InlineExpression<&str>, facts: &mut BTreeSet<String>) {
        if let InlineExpression::VariableReference { id } = inline {
            facts.insert(id.name.to_owned());
        }
    }

    #[test]
    fn all_languages_say_the_same_things_with_the_same_facts() {
        let english = outline(Language::English);
        for language in Language::ALL {
            let told = outline(language);
            let missing: Vec<_> = english.keys().filter(|name| !told.contains_key(*name)).collect();
            let unknown: Vec<_> = told.keys().filter(|name| !english.contains_key(*name)).collect();
            let other: Vec<_> = told
                .iter()
                .filter(|(name, facts)| english.get(*name).is_some_and(|it| it != *facts))
                .collect();
            assert!(
                missing.is_empty() && unknown.is_empty() && other.is_empty(),
                "{}: missing {missing:?}, unknown {unknown:?}, with other facts {other:?}",
                language.tag()
            );
        }
    }

    #[test]
    fn a_tag_with_a_region_is_its_language() {
        assert_eq!(Language::of_tag("fr-CH"), Some(Language::French));
        assert_eq!(Language::of_tag("zh_Hans_CN"), Some(Language::Chinese));
        assert_eq!(Language::of_tag("id"), None);
    }

    #[test]
    fn a_problem_without_words_still_tells_its_code() {
        let told = Texts::new(Language::English).problem(&Problem::new("never-heard-of"));
        assert!(told.contains("never-heard-of"), "{told}");
    }
}
