//! The first changes of every record, the same on all devices, byte for byte.
//!
//! They hold the containers (texts, groups, lists) of the kind's table, so that two devices never make the same container
//! twice. Since everyone can make them, they never travel. A later table adds one more change by the same actor, which every
//! device makes alike when it opens an older record.

use automerge::{
    ActorId, AutoCommit, AutomergeError, Change, ChangeHash, ObjId, ObjType, ROOT, TextEncoding,
    transaction::{CommitOptions, Transactable},
};

use crate::schema::{Field, Kind, Shape};

/// The actor of what everyone makes alike.
pub(super) fn everyone() -> ActorId {
    ActorId::from(vec![0; 20])
}

/// A new document of a kind, with its containers and nothing in them: one change a version of its table.
pub(super) fn skeleton(kind: Kind) -> AutoCommit {
    let mut document = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
    document.set_actor(everyone());
    for schema in 1..=kind.schema() {
        if let Err(error) = fill(&mut document, kind, schema) {
            unreachable!("an empty document takes its containers: {error}");
        }
    }
    document
}

/// The hashes of a kind's first changes, the oldest first: known to everyone, and in no pack.
#[must_use]
pub fn skeleton_hashes(kind: Kind) -> Vec<ChangeHash> {
    skeleton(kind).get_changes(&[]).iter().map(Change::hash).collect()
}

/// Gives a record that an older version made the containers of newer fields.
pub(super) fn complete(document: &mut AutoCommit, kind: Kind) -> Result<(), AutomergeError> {
    let mut changes = skeleton(kind).get_changes(&[]);
    // A document that was not begun as records of this kind are is left as it is.
    let begun = changes
        .first()
        .is_some_and(|first| document.get_change_by_hash(&first.hash()).is_some());
    changes.retain(|change| document.get_change_by_hash(&change.hash()).is_none());
    if begun && !changes.is_empty() {
        document.apply_changes(changes)?;
    }
    Ok(())
}

fn fill(document: &mut AutoCommit, kind: Kind, schema: i64) -> Result<(), AutomergeError> {
    if schema == 1 {
        document.put(&ROOT, "kind", kind.as_str())?;
    }
    document.put(&ROOT, "schema", schema)?;
    containers(document, &ROOT, kind.fields().filter(|field| field.since == schema))?;
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
        if field.shape == Shape::Prose {
            document.put_object(parent, field.name, ObjType::Text)?;
        } else if let Shape::Group(inner) = field.shape {
            let group = document.put_object(parent, field.name, ObjType::Map)?;
            containers(document, &group, inner)?;
        } else if let Shape::List(_) = field.shape {
            document.put_object(parent, field.name, ObjType::List)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If this fails, records of all devices in the field would no longer begin alike: add a change, never alter this one.
    #[test]
    fn the_first_changes_never_alter() {
        let hashes: Vec<String> = Kind::ALL
            .iter()
            .flat_map(|kind| {
                let hashes = skeleton_hashes(*kind).into_iter();
                hashes.map(move |hash| format!("{kind} {hash}"))
            })
            .collect();
        insta::assert_snapshot!(hashes.join("\n"));
    }
}
