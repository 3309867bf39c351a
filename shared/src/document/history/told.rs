//! What one change did, in names of fields. Changes are told in an order in which each comes after those it builds on.

use std::collections::{BTreeSet, HashMap};

use automerge::{
    ExpandedChange, ObjType, ScalarValue,
    legacy::{Key, ObjectId, Op, OpId, OpType},
};

use super::Choice;
use crate::{
    document::view::{REMOVED, to_scalar},
    edit::Scalar,
};

/// What an item has beside its fields: touching them touches the list.
const MARKS: [&str; 3] = ["id", "order", REMOVED];

#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) fields: BTreeSet<String>,
    pub(super) choices: Vec<Choice>,
}

/// What was made and set so far, by the operations that did it.
#[derive(Debug, Default)]
pub(super) struct Teller {
    containers: HashMap<OpId, Container>,
    values: HashMap<OpId, ScalarValue>,
}

#[derive(Debug, Clone)]
struct Container {
    /// The fields passed on the way, without items: `budget.item`.
    name: String,
    shape: ObjType,
}

impl Teller {
    /// What a change did; what it made and set is known from then on.
    pub(super) fn tell(&mut self, change: &ExpandedChange) -> Told {
        let mut told = Told::default();
        let mut last_text: Option<&OpId> = None;
        for (at, op) in (change.start_op.get()..).zip(&change.operations) {
            let container = match &op.obj {
                ObjectId::Root => None,
                // A text is many operations on one container.
                ObjectId::Id(id) if last_text == Some(id) => continue,
                ObjectId::Id(id) => match self.containers.get(id) {
                    Some(container) => Some((id, container)),
                    None => continue,
                },
            };
            if let Some((id, container)) = container
                && container.shape == ObjType::Text
            {
                told.fields.insert(container.name.clone());
                last_text = Some(id);
                continue;
            }
            let outer = container.map_or("", |(_, container)| container.name.as_str());
            let (name, is_field) = match &op.key {
                Key::Map(key) if outer.is_empty() => (key.to_string(), true),
                Key::Map(key) if MARKS.contains(&key.as_str()) => (outer.to_owned(), false),
                Key::Map(key) => (format!("{outer}.{key}"), true),
                Key::Seq(_) => (outer.to_owned(), false),
            };
            let this = OpId::new(at, &change.actor_id);
            if let OpType::Make(shape) = op.action {
                self.containers.insert(this, Container { name, shape });
                continue;
            }
            if let (OpType::Put(value), true) = (&op.action, is_field) {
                told.choices.extend(self.choice(&name, op, value));
                self.values.insert(this, value.clone());
            }
            told.fields.insert(name);
        }
        told
    }

    /// The choice that it is to put a value where several stood. The same value, set twice while apart, is no question.
    fn choice(&self, field: &str, op: &Op, chosen: &ScalarValue) -> Option<Choice> {
        let stood = op.pred.iter().filter_map(|before| to_scalar(self.values.get(before)?));
        let mut between: Vec<Scalar> = Vec::new();
        for value in stood {
            if !between.contains(&value) {
                between.push(value);
            }
        }
        (between.len() > 1).then_some(Choice {
            field: field.to_owned(),
            between,
            chosen: to_scalar(chosen)?,
        })
    }
}
