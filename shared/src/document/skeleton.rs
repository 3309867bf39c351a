//! The first changes of every record, the same on all devices, byte for byte.
//!
//! They hold the containers (texts, groups, lists) of the kind's table, so that two devices never make the same container
//! twice. Since everyone can make them, they never travel. A later table adds one more change by the same actor, which every
//! device makes alike when it opens an older record.

use std::sync::LazyLock;

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
    made(kind).document.clone()
}

/// What every record of a kind begins with, made once a run.
struct Skeleton {
    document: AutoCommit,
    changes: Vec<Change>,
}

fn made(kind: Kind) -> &'static Skeleton {
    static ALL: LazyLock<[Skeleton; Kind::ALL.len()]> = LazyLock::new(|| {
        Kind::ALL.map(|kind| {
            let mut document = make(kind);
            let changes = document.get_changes(&[]);
            Skeleton { document, changes }
        })
    });
    match kind {
        Kind::Request => &ALL[0],
        Kind::Practice => &ALL[1],
        Kind::Activity => &ALL[2],
        Kind::Discussion => &ALL[3],
        Kind::Observation => &ALL[4],
        Kind::Assessment => &ALL[5],
    }
}

fn make(kind: Kind) -> AutoCommit {
    of_version(kind, kind.schema())
}

/// The same as an earlier version of the kind's table made it.
pub(super) fn of_version(kind: Kind, newest: i64) -> AutoCommit {
    let mut document = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
    document.set_actor(everyone());
    for schema in 1..=newest {
        if let Err(error) = fill(&mut document, kind, schema) {
            unreachable!("an empty document takes its containers: {error}");
        }
    }
    document
}

/// The hashes of a kind's first changes, the oldest first: known to everyone, and in no pack.
#[must_use]
pub fn skeleton_hashes(kind: Kind) -> Vec<ChangeHash> {
    made(kind).changes.iter().map(Change::hash).collect()
}

/// Gives a record that an older version made the containers of newer fields.
pub(super) fn complete(document: &mut AutoCommit, kind: Kind) -> Result<(), AutomergeError> {
    let first = &made(kind).changes;
    // A document that was not begun as records of this kind are is left as it is.
    let mut missing = first
        .iter()
        .filter(|change| document.get_change_meta_by_hash(&change.hash()).is_none())
        .peekable();
    let begun = missing
        .peek()
        .is_none_or(|change| Some(change.hash()) != first.first().map(Change::hash));
    if begun && missing.peek().is_some() {
        let missing: Vec<Change> = missing.cloned().collect();
        document.apply_changes(missing)?;
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
    use automerge::ReadDoc;

    use super::*;
    use crate::{
        document::{Actor, Document, Pen},
        edit::Edit,
        ids::{DeviceId, ItemId},
    };

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

    /// A request as the first version of its table made it: without the later containers, with an item and a field of its own.
    fn older() -> Vec<u8> {
        let mut document = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
        document.set_actor(everyone());
        fill(&mut document, Kind::Request, 1).expect("the first containers");
        document.set_actor(ActorId::from(vec![7; 20]));
        document.put(&ROOT, "title", "A legal adviser").expect("a title");
        document
            .put(&ROOT, "of_another_version", "stays")
            .expect("an unknown field");
        let Ok(Some((_, list))) = document.get(&ROOT, "activities") else {
            panic!("a list");
        };
        let item = document.insert_object(&list, 0, ObjType::Map).expect("an item");
        document.put(&item, "id", vec![9; 16]).expect("an id");
        document.put(&item, "order", "a").expect("an order");
        document.put(&item, "title", "Training").expect("a title");
        document.commit();
        document.save()
    }

    #[test]
    fn a_record_of_an_older_version_opens_whole_and_takes_new_fields() {
        let device = Actor {
            device: DeviceId([1; 16]),
            generation: 0,
        };
        let mut document = Document::load(Kind::Request, device, &older(), []).expect("a document");
        assert_eq!(document.view().content["title"], "A legal adviser");
        assert_eq!(document.view().content["activities"][0]["title"], "Training");
        let set = |path: &str| Edit::Set {
            path: path.parse().expect("a path"),
            value: "Written later".into(),
        };
        let mut pen = Pen {
            at_s: 0,
            new_item: &mut || ItemId(uuid::Uuid::nil()),
        };
        let edits = [set("needs"), set("activities[0].description"), set("public_summary.fr")];
        document.edit(None, &edits, &mut pen).expect("edits of new fields");
        // What was written since builds on containers that are not in the older bytes.
        let begun = Document::load(Kind::Request, device, &older(), [])
            .expect("a document")
            .heads();
        let increment = document.save_after(&begun);
        let mut kept = Document::load(Kind::Request, device, &older(), [increment.as_slice()]).expect("a document");
        assert_eq!(kept.view(), document.view());
        let saved = document.save();
        let mut again = Document::load(Kind::Request, device, &saved, []).expect("a document");
        let content = again.view().content;
        assert_eq!(content["needs"], "Written later");
        assert_eq!(content["activities"][0]["description"], "Written later");
        assert_eq!(content["public_summary"]["fr"], "Written later");
        let raw = AutoCommit::load(&saved).expect("a document");
        assert!(raw.get(&ROOT, "of_another_version").expect("a reading").is_some());
    }
}
