//! What all fields of one open record share: whose record it is, and where edits go.

use std::{collections::BTreeMap, rc::Rc};

use satchel_shared::{
    Problem, currencies,
    edit::{Edit, Scalar},
    ids::RecordId,
    money,
    path::Path,
    rules::Rule,
    schema::{Field, Kind, Shape},
    window::Conflict,
};
use serde_json::Value;
use yew::prelude::*;

use crate::{
    attaching::arrivals::Arrivals,
    drafts::{Draft, Drafts},
    keeping::Written,
    language,
};

/// What stands at fields besides their values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) refused: BTreeMap<Path, Problem>,
    /// What is amiss, and kept all the same.
    pub(crate) rules: Vec<(Path, Rule)>,
    /// What open comments are about.
    pub(crate) comments: Vec<Path>,
    /// What headquarters asks about fields, and nobody has answered.
    pub(crate) questions: Vec<(Path, AttrValue)>,
}

impl Marks {
    pub(crate) fn conflict(&self, path: &Path) -> Option<&Conflict> {
        self.conflicts.iter().find(|conflict| conflict.path == *path)
    }

    /// Open comments about a field and all that is in it.
    pub(crate) fn comments_at(&self, path: &Path) -> usize {
        let about = self.comments.iter();
        about.filter(|about| about.0.starts_with(&path.0)).count()
    }
}

/// One open record, as its fields see it. The callbacks stay the same as long as the record is open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) record: RecordId,
    pub(crate) kind: Kind,
    /// BCP 47; empty where the record's language is not set.
    pub(crate) language: AttrValue,
    pub(crate) marks: Rc<Marks>,
    /// Written into a text: kept at the next pause.
    pub(crate) writing: Callback<Written>,
    /// A number as it is typed: kept at the next pause.
    pub(crate) typing: Callback<Edit>,
    /// Chosen, added or taken out: kept at once.
    pub(crate) choosing: Callback<Edit>,
    /// The same, of several fields by one choice.
    pub(crate) together: Callback<Vec<Edit>>,
    /// A word is being composed, or no longer.
    pub(crate) hold: Callback<bool>,
    /// The hashes and names of the record's attachments.
    pub(crate) attachments: Rc<Vec<(AttrValue, AttrValue)>>,
    /// What is typed and is no value.
    pub(crate) drafts: Drafts,
    /// There is such a text more, or one less.
    pub(crate) drafted: Callback<()>,
    /// Files on their way into records.
    pub(crate) arrivals: Arrivals,
    /// Opens the comments at a field.
    pub(crate) comment: Callback<Path>,
    /// Opens the picker of recommendations.
    pub(crate) pick: Callback<Path>,
    /// Opens what was decided, asked and answered.
    pub(crate) decisions: Callback<()>,
}

/// What a field needs to show itself.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct FieldProps {
    pub(crate) form: Form,
    pub(crate) field: &'static Field,
    pub(crate) path: Path,
    /// Its element's id.
    pub(crate) at: AttrValue,
    pub(crate) value: Value,
    /// The other fields of the same group or item.
    #[prop_or_default]
    pub(crate) beside: Beside,
    /// In a table, whose heading names the field.
    #[prop_or_default]
    pub(crate) bare: bool,
}

/// What a field must know of its neighbours: an amount's currency, a currency's amounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Beside {
    pub(crate) currency: AttrValue,
    pub(crate) amounts: Vec<(Path, i64)>,
}

impl Beside {
    /// The neighbours of a currency or an amount inside an item or group.
    pub(crate) fn of(fields: &'static [Field], path: &Path, value: &Value) -> Self {
        let held = |field: &Field| value.get(field.name);
        let currency = fields
            .iter()
            .find(|field| field.shape == Shape::Currency)
            .and_then(held)
            .and_then(Value::as_str);
        let amounts = fields.iter().filter(|field| field.shape == Shape::Money);
        let amounts = amounts.filter_map(|field| Some((path.clone().then(field.name), held(field)?.as_i64()?)));
        Self {
            currency: AttrValue::from(currency.unwrap_or_default().to_owned()),
            amounts: amounts.collect(),
        }
    }
}

impl FieldProps {
    pub(crate) fn text(&self) -> AttrValue {
        AttrValue::from(self.value.as_str().unwrap_or_default().to_owned())
    }

    /// Sets the field's value by a choice.
    pub(crate) fn choose(&self, value: Scalar) {
        let mut edits = if self.field.shape == Shape::Currency {
            self.carried_amounts(&value)
        } else {
            Vec::new()
        };
        edits.push(Edit::Set {
            path: self.path.clone(),
            value,
        });
        self.form.together.emit(edits);
    }

    /// The amounts beside a currency stay the same when its decimals are others.
    fn carried_amounts(&self, value: &Scalar) -> Vec<Edit> {
        let Scalar::Text(code) = value else { return Vec::new() };
        let (from, to) = (currencies::decimals(&self.beside.currency), currencies::decimals(code));
        let amounts = self.beside.amounts.iter().filter(|_| from != to);
        let rescaled = amounts.map(|(path, amount)| Edit::Set {
            path: path.clone(),
            value: Scalar::Whole(money::rescale(*amount, from, to)),
        });
        rescaled.collect()
    }

    /// What was typed into the field and names no value; empty where there is no such text.
    pub(crate) fn draft(&self) -> String {
        self.form.drafts.text(self.form.record, Draft::Value(self.path.clone()))
    }

    pub(crate) fn keep_draft(&self, text: &str) {
        if self.draft() != text {
            let draft = Draft::Value(self.path.clone());
            self.form.drafts.put(self.form.record, draft, text);
            self.form.drafted.emit(());
        }
    }

    /// The language of the field's text.
    pub(crate) fn language(&self) -> Option<AttrValue> {
        language::of_text(&self.path, &self.form.language)
    }

    pub(crate) fn conflict(&self) -> Option<&Conflict> {
        self.form.marks.conflict(&self.path)
    }

    pub(crate) fn refused(&self) -> Option<&Problem> {
        self.form.marks.refused.get(&self.path)
    }

    /// What headquarters asks about the field.
    pub(crate) fn questions(&self) -> impl Iterator<Item = &AttrValue> {
        let all = self.form.marks.questions.iter();
        all.filter(|(path, _)| *path == self.path).map(|(_, text)| text)
    }

    pub(crate) fn rule(&self) -> Option<Rule> {
        // A set is one control for all of its items.
        let is_set = self.field.only().is_some();
        let rules = self.form.marks.rules.iter();
        rules
            .filter(|(path, _)| *path == self.path || (is_set && path.0.starts_with(&self.path.0)))
            .map(|(_, rule)| *rule)
            .next()
    }

    /// The ids of what describes the control.
    pub(crate) fn described(&self) -> String {
        format!("{0}-hint {0}-note {0}-rule", self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_counts_the_comments_about_its_items() {
        let path = |text: &str| text.parse::<Path>().expect("a path");
        let marks = Marks {
            comments: ["title", "budget[0].item", "budget", "budget[1]"].map(path).into(),
            ..Marks::default()
        };
        let count = |text| marks.comments_at(&path(text));
        assert_eq!((count("title"), count("budget"), count("budget[0]")), (1, 3, 1));
        assert_eq!(
            (count("budget[0].item"), count("budget[2]"), count("context")),
            (1, 0, 0)
        );
    }
}
