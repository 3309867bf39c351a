//! One part of a step: what to do, and when it still may be done.

use satchel_shared::{
    edit::{Edit, Scalar},
    path::{Path, Step as PathStep},
    splice::{Splice, units},
};
use serde_json::Value;

use super::carried::{carried, edits, inverse};
use crate::keeping::content::{self, Content};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Splices of one text as it is then, apart from each other, the first first.
    Text { path: Path, splices: Vec<Splice> },
    /// Another value for a field, as long as it holds the one that was given to it.
    Value { path: Path, given: Value, put: Value },
    /// An item that was added, or put back.
    TakeOut { path: Path },
    /// An item that was taken out, as it was shown, and where.
    PutBack { path: Path, item: Value, place: usize },
}

impl Part {
    /// What takes an edit back that is about to be made to this content.
    pub(super) fn inverse_of(content: &Content, edit: &Edit) -> Option<Self> {
        match edit {
            Edit::Set { path, value } => {
                let put = Scalar::clone(value);
                let (given, put) = (content::of_scalar(&put), value_at(content, path));
                let path = path.clone();
                (given != put).then_some(Self::Value { path, given, put })
            }
            Edit::Splice {
                path,
                at,
                delete,
                insert,
            } => {
                let done = Splice {
                    at: *at,
                    delete: *delete,
                    insert: insert.clone(),
                };
                Some(Self::Text {
                    path: path.clone(),
                    splices: inverse(content::text(content, path), &[done]),
                })
            }
            Edit::Add { path, id, .. } => id.map(|id| Self::TakeOut {
                path: path.clone().item(id),
            }),
            Edit::Remove { path } => put_back(content, path),
            Edit::Restore { path } => Some(Self::TakeOut { path: path.clone() }),
        }
    }

    /// What takes this part back, which is about to be done to this content.
    pub(super) fn inverse(&self, content: &Content) -> Option<Self> {
        match self {
            Self::Text { path, splices } => Some(Self::Text {
                path: path.clone(),
                splices: inverse(content::text(content, path), splices),
            }),
            Self::Value { path, put, .. } => Some(Self::Value {
                path: path.clone(),
                given: put.clone(),
                put: value_at(content, path),
            }),
            Self::TakeOut { path } => put_back(content, path),
            Self::PutBack { path, .. } => Some(Self::TakeOut { path: path.clone() }),
        }
    }

    /// The text that the part is about.
    pub(super) fn text(&self) -> Option<&Path> {
        match self {
            Self::Text { path, .. } => Some(path),
            Self::Value { .. } | Self::TakeOut { .. } | Self::PutBack { .. } => None,
        }
    }

    /// Whether it still may be done.
    pub(super) fn holds(&self, content: &Content) -> bool {
        match self {
            Self::Text { path, splices } => {
                let end = splices.last().map(|last| last.at + last.delete);
                let text = content::get(content, path).and_then(Value::as_str);
                text.zip(end).is_some_and(|(text, end)| end <= units(text))
            }
            Self::Value { path, given, .. } => value_at(content, path) == *given,
            Self::TakeOut { path } => content::get(content, path).is_some(),
            Self::PutBack { path, .. } => {
                let list = path.0.split_last().map(|(_, list)| Path(list.to_vec()));
                content::get(content, path).is_none()
                    && list.is_some_and(|list| content::get(content, &list).is_some_and(Value::is_array))
            }
        }
    }

    /// Takes a later part, of a key that was typed on, into this one.
    pub(super) fn goes_on(&mut self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Text { path, splices },
                Self::Text {
                    path: same,
                    splices: next,
                },
            ) if path == same => {
                let ([last], [next]) = (splices.as_mut_slice(), next.as_slice()) else {
                    return false;
                };
                // What takes both back: first the later, then the earlier.
                let Some(both) = next.join(last) else { return false };
                *last = both;
                true
            }
            (
                Self::Value { path, given, .. },
                Self::Value {
                    path: same,
                    given: next,
                    put,
                },
            ) if path == same && given == put => {
                *given = next.clone();
                true
            }
            (Self::Text { .. } | Self::Value { .. } | Self::TakeOut { .. } | Self::PutBack { .. }, _) => false,
        }
    }

    /// Carries a text's part over what a colleague wrote, and what the colleague wrote over this part.
    pub(super) fn carry(&mut self, path: &Path, theirs: &mut Vec<Splice>) {
        if let Self::Text { path: own, splices } = self
            && own == path
        {
            let mine = carried(splices, theirs, true);
            *theirs = carried(theirs, splices, false);
            *splices = mine;
        }
    }

    /// The edits that do it, and what of it is shown at once without them.
    pub(super) fn act(self, content: &mut Content) -> Vec<Edit> {
        match self {
            Self::Text { path, splices } => edits(&path, splices),
            Self::Value { path, put, .. } => vec![Edit::Set {
                path,
                value: content::to_scalar(&put),
            }],
            Self::TakeOut { path } => vec![Edit::Remove { path }],
            Self::PutBack { path, item, place } => {
                content::put_back(content, &path, item, place);
                vec![Edit::Restore { path }]
            }
        }
    }
}

fn value_at(content: &Content, path: &Path) -> Value {
    content::get(content, path).cloned().unwrap_or_default()
}

fn put_back(content: &Content, path: &Path) -> Option<Part> {
    let (PathStep::Item(id), list) = path.0.split_last()? else {
        return None;
    };
    let items = content::get(content, &Path(list.to_vec()))?.as_array()?;
    let id = Value::String(id.to_string());
    let place = items.iter().position(|item| item.get("id") == Some(&id))?;
    Some(Part::PutBack {
        path: path.clone(),
        item: items.get(place)?.clone(),
        place,
    })
}
