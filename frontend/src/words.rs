//! The words of the interface: every text comes from the locale, by name.

use std::{borrow::Cow, rc::Rc};

use fluent_bundle::FluentArgs;
use satchel_shared::{
    Problem,
    locale::{Language, Texts},
    path::{Path, Step},
    schema::Kind,
    vocabulary::Vocabulary,
};
use yew::prelude::*;

/// All texts in the person's language; cheap to copy.
#[derive(Clone, Debug)]
pub(crate) struct Words(Rc<Texts>);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A fact that a sentence mentions: a number decides on its grammar, a text is shown as it is.
#[derive(Debug, Clone)]
pub(crate) enum Fact<'fact> {
    Count(usize),
    Text(Cow<'fact, str>),
}

impl From<usize> for Fact<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl<'fact> From<&'fact str> for Fact<'fact> {
    fn from(text: &'fact str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Fact<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl Words {
    pub(crate) fn new(language: Language) -> Self {
        Self(Rc::new(Texts::new(language)))
    }

    pub(crate) fn language(&self) -> Language {
        self.0.language()
    }

    /// BCP 47.
    pub(crate) fn tag(&self) -> &'static str {
        self.0.language().tag()
    }

    pub(crate) fn get(&self, name: &str) -> String {
        self.0.get(name)
    }

    pub(crate) fn with(&self, name: &str, facts: &[(&str, Fact<'_>)]) -> String {
        let mut told = FluentArgs::new();
        for (fact, value) in facts {
            match value {
                Fact::Count(count) => told.set(Cow::Borrowed(*fact), *count),
                Fact::Text(text) => told.set(Cow::Borrowed(*fact), text.clone()),
            }
        }
        self.0.with(name, &told)
    }

    /// The text of a name that may not exist.
    pub(crate) fn find(&self, name: &str) -> Option<String> {
        self.0.has(name).then(|| self.0.get(name))
    }

    pub(crate) fn problem(&self, problem: &Problem) -> String {
        self.0.problem(problem)
    }

    pub(crate) fn section(&self, kind: Kind, name: &str) -> String {
        self.of(kind, "section", name).unwrap_or_else(|| name.to_owned())
    }

    pub(crate) fn label(&self, kind: Kind, path: &Path) -> String {
        let name = hyphened(path);
        self.of(kind, "field", &name).unwrap_or(name)
    }

    /// A text of a record's kind, or else the one that all kinds share.
    fn of(&self, kind: Kind, what: &str, name: &str) -> Option<String> {
        self.find(&format!("{what}-{kind}-{name}"))
            .or_else(|| self.find(&format!("{what}-{name}")))
    }

    /// A field's label with that of the group or list it is in.
    pub(crate) fn whole_label(&self, kind: Kind, path: &Path) -> String {
        let label = self.label(kind, path);
        let inner = path
            .0
            .iter()
            .rposition(|step| matches!(step, Step::Field(_)))
            .unwrap_or_default();
        match path.0.get(..inner) {
            Some(outer) if !outer.is_empty() => {
                let outer = self.label(kind, &Path(outer.to_vec()));
                self.with("label-within", &[("outer", outer.into()), ("field", label.into())])
            }
            Some(_) | None => label,
        }
    }

    pub(crate) fn hint(&self, kind: Kind, path: &Path) -> Option<String> {
        self.of(kind, "hint", &hyphened(path))
    }

    /// How one more item of a list is added.
    pub(crate) fn adding(&self, kind: Kind, path: &Path) -> String {
        self.of(kind, "add", &hyphened(path)).unwrap_or_default()
    }

    /// What an empty list teaches.
    pub(crate) fn empty(&self, kind: Kind, path: &Path) -> String {
        self.of(kind, "empty", &hyphened(path)).unwrap_or_default()
    }

    /// A record's title, or what stands in its place.
    pub(crate) fn title(&self, kind: Kind, title: &str) -> String {
        if title.trim().is_empty() {
            self.get(&format!("untitled-{kind}"))
        } else {
            title.to_owned()
        }
    }

    /// A code's word; a code that this version does not know is shown as it is.
    pub(crate) fn code(&self, kind: Kind, path: &Path, code: &str) -> String {
        self.of(kind, "code", &format!("{}-{code}", hyphened(path)))
            .unwrap_or_else(|| code.to_owned())
    }

    /// The word of a vocabulary's code, or of the one that it was renamed to; an unknown one is shown as it is.
    pub(crate) fn term(&self, vocabulary: Vocabulary, code: &str) -> String {
        let current = vocabulary.current(code).unwrap_or(code);
        self.find(&vocabulary.label(current)).unwrap_or_else(|| code.to_owned())
    }
}

/// `budget-item`: a field's name among the texts, wherever in a list it stands.
fn hyphened(path: &Path) -> String {
    path.names().replace('.', "-")
}

/// The words of the window that a component is in.
#[hook]
pub(crate) fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::new(Language::default()))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path as FilePath};

    use satchel_shared::schema::{Field, Shape};

    use super::*;

    fn check_fields(words: &Words, kind: Kind, fields: &[Field], path: Option<&Path>, missing: &mut Vec<String>) {
        for field in fields {
            let path = path.map_or_else(|| Path::field(field.name), |path| path.clone().then(field.name));
            let name = hyphened(&path);
            let mut wanted = vec![("field", name.clone())];
            if path.0.len() == 1 {
                wanted.push(("hint", name.clone()));
            }
            if let Shape::Code(codes) = field.shape {
                wanted.extend(codes.offered().iter().map(|code| ("code", format!("{name}-{code}"))));
            }
            if matches!(field.shape, Shape::List(_)) && path.0.len() == 1 {
                wanted.extend([("add", name.clone()), ("empty", name)]);
            }
            let absent = wanted
                .into_iter()
                .filter(|(what, name)| words.of(kind, what, name).is_none());
            missing.extend(absent.map(|(what, name)| format!("{what}-{kind}-{name}")));
            if let Shape::Term(vocabulary) = field.shape {
                let labels = vocabulary.codes().map(|code| vocabulary.label(code));
                missing.extend(labels.filter(|name| words.find(name).is_none()));
            }
            check_fields(words, kind, field.shape.inner(), Some(&path), missing);
        }
    }

    #[test]
    fn every_field_and_code_of_the_schema_has_its_words() {
        for language in Language::ALL {
            let words = Words::new(language);
            let mut missing = Vec::new();
            for kind in Kind::ALL {
                for what in ["untitled", "kind", "new", "rail"] {
                    missing.extend(Some(format!("{what}-{kind}")).filter(|name| words.find(name).is_none()));
                }
                for section in kind.sections() {
                    let absent = words.of(kind, "section", section.name).is_none();
                    missing.extend(absent.then(|| format!("section-{}", section.name)));
                    check_fields(&words, kind, section.fields, None, &mut missing);
                }
            }
            assert_eq!(missing, [] as [&str; 0], "{}", language.tag());
        }
    }

    /// The names that the source asks for, such as `words.get("search")`.
    fn names_in(folder: &FilePath, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                names_in(&path, names);
            } else {
                let text = fs::read_to_string(&path).expect("a text");
                for call in ["words.get(\"", "words.with(\"", "command(\""] {
                    let asked = text.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
                    names.extend(asked.map(|(name, _)| name.to_owned()));
                }
            }
        }
    }

    #[test]
    fn every_text_that_the_window_asks_for_exists() {
        let mut names = BTreeSet::new();
        let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
        names_in(&FilePath::new(&package).join("src"), &mut names);
        let words = Words::new(Language::English);
        let own = [
            "window-answer-unreadable",
            "submit-not-kept",
            "lock-not-kept",
            "lock-files-coming",
            "value-not-read",
            "restore-not-kept",
            "back-end-gone",
            "window-token-missing",
        ];
        names.extend(own.map(|code| format!("problem-{code}")));
        let missing: Vec<_> = names.iter().filter(|name| words.find(name).is_none()).collect();
        assert_eq!(missing, [] as [&str; 0]);
    }
}
