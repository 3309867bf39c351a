//! The first change of every record, the same on all devices, byte for byte.
//!
//! It holds the containers (texts, groups, lists) of the kind's table, so that two devices never make the same container
//! twice. Since everyone can make it, it never travels. A later table adds a second change by the same actor, which every
//! device makes alike when it opens an older record.

use automerge::{
    ActorId, AutoCommit, AutomergeError, ChangeHash, ObjId, ObjType, ROOT, TextEncoding,
    transaction::{CommitOptions, Transactable},
};

use crate::schema::{Field, Kind, Shape};

/// A new document of a kind, with its containers and nothing in them.
pub(super) fn skeleton(kind: Kind) -> AutoCommit {
    let mut document = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
    document.set_actor(ActorId::from(vec![0; 20]));
    match fill(&mut document, kind) {
        Ok(()) => document,
        Err(error) => unreachable!("an empty document takes its containers: {error}"),
    }
}

/// The hash of a kind's first change: known to everyone, and in no pack.
#[must_use]
pub fn skeleton_hash(kind: Kind) -> ChangeHash {
    skeleton(kind)
        .get_heads()
        .first()
        .copied()
        .unwrap_or(ChangeHash([0; 32]))
}

fn fill(document: &mut AutoCommit, kind: Kind) -> Result<(), AutomergeError> {
    document.put(&ROOT, "kind", kind.as_str())?;
    document.put(&ROOT, "schema", kind.schema())?;
    containers(document, &ROOT, kind.fields())?;
    document.commit_with(CommitOptions::default().with_time(0));
    Ok(())
}

/// Makes the containers of fields in `parent`: at a record's beginning, and in every new item of a list.
pub(super) fn containers(
    document: &mut AutoCommit,
    parent: &ObjId,
    fields: impl IntoIterator<Item = &'static Field>,
) -> Result<(), AutomergeError> {
    for field in fields {
        match &field.shape {
            Shape::Prose => {
                document.put_object(parent, field.name, ObjType::Text)?;
            }
            Shape::Group(inner) => {
                let group = document.put_object(parent, field.name, ObjType::Map)?;
                containers(document, &group, *inner)?;
            }
            Shape::List(_) => {
                document.put_object(parent, field.name, ObjType::List)?;
            }
            Shape::Line
            | Shape::Whole(_)
            | Shape::Money
            | Shape::Code(_)
            | Shape::State
            | Shape::Language
            | Shape::Currency => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If this fails, records of all devices in the field would no longer begin alike: add a change, never alter this one.
    #[test]
    fn the_first_change_never_alters() {
        let hashes: Vec<String> = Kind::ALL
            .iter()
            .map(|kind| format!("{kind} {}", skeleton_hash(*kind)))
            .collect();
        insta::assert_snapshot!(hashes.join("\n"));
    }
}
