//! Documents as each version of each kind's table saved them, kept as files: whoever changes how documents are read or
//! written learns here whether what lies on devices in the field still opens whole.
//!
//! A new version of a table gets its files by running this test with `SATCHEL_WRITE_FIXTURES=1`, which never touches a
//! file that is there.

use std::{env, fs, path::PathBuf};

use serde_json::json;

use super::*;
use crate::{
    document::skeleton,
    schema::{Field, Shape},
};

fn folder() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    PathBuf::from(package).join("src/document/fixtures")
}

/// What stands in a field of the fixture: made of its name, so that each is its own.
fn value(field: &Field, name: &str) -> Scalar {
    match &field.shape {
        Shape::Line | Shape::Prose => Scalar::Text(format!("{name}: مثال 🎒 détenus")),
        Shape::Whole(most) => Scalar::Whole((*most).min(7)),
        Shape::Money => Scalar::Whole(123_456),
        Shape::Date => "2027-03-01".into(),
        Shape::Truth => Scalar::Truth(true),
        Shape::Code(codes) => (*codes.offered().last().expect("a code")).into(),
        Shape::Term(vocabulary) => vocabulary.codes().next().expect("a code").into(),
        Shape::Record(_) => "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f".into(),
        Shape::Attachment => "ab".repeat(32).as_str().into(),
        Shape::State => "IDN".into(),
        Shape::Language => "en".into(),
        Shape::Currency => "CHF".into(),
        Shape::Group(_) | Shape::List(_) => Scalar::Nothing,
    }
}

fn fill(edits: &mut Vec<Edit>, fields: &[Field], at: &str, schema: i64) {
    for field in fields.iter().filter(|field| field.since <= schema) {
        let here = if at.is_empty() {
            field.name.to_owned()
        } else {
            format!("{at}.{}", field.name)
        };
        if let Shape::Group(inner) = field.shape {
            fill(edits, inner, &here, schema);
        } else if let Shape::List(inner) = field.shape {
            // Setting a field of the item that is next makes it.
            fill(edits, inner, &format!("{here}[0]"), schema);
        } else {
            edits.push(Edit::Set {
                path: path(&here),
                value: value(field, &here),
            });
        }
    }
}

/// A document with all fields of a version of its table, and one of a version that nobody has made yet.
fn saved(kind: Kind, schema: i64) -> Vec<u8> {
    use automerge::transaction::Transactable;
    let actor = actor(5);
    let mut document = skeleton::of_version(kind, schema);
    document.set_actor(actor.id());
    document
        .put(automerge::ROOT, "of_a_later_version", "stays")
        .expect("an unknown field");
    document.commit();
    let mut document = Document { document, kind };
    let mut edits = Vec::new();
    for field in kind.fields().filter(|field| field.since <= schema) {
        fill(&mut edits, std::slice::from_ref(field), "", schema);
    }
    let mut next = 0;
    let mut new_item = || {
        next += 1;
        ItemId(Uuid::from_u128(next))
    };
    let mut pen = Pen {
        at_s: 1_800_000_000,
        new_item: &mut new_item,
    };
    document
        .edit(None, &edits, &mut pen)
        .expect("every field takes its value");
    document.save()
}

/// Everything that is written in `older` stands in `newer`.
fn stands_in(older: &Value, newer: &Value) -> bool {
    match (older, newer) {
        (Value::Object(older), Value::Object(newer)) => older
            .iter()
            .all(|(name, value)| newer.get(name).is_some_and(|other| stands_in(value, other))),
        (Value::Array(older), Value::Array(newer)) => {
            older.len() == newer.len() && older.iter().zip(newer).all(|(older, newer)| stands_in(older, newer))
        }
        (older, newer) => older == newer,
    }
}

#[test]
fn what_every_version_saved_opens_whole_and_keeps_what_this_one_does_not_know() {
    for kind in Kind::ALL {
        for schema in 1..=kind.schema() {
            let file = folder().join(format!("{kind}-{schema}.automerge"));
            let content_file = file.with_extension("json");
            if env::var_os("SATCHEL_WRITE_FIXTURES").is_some() && !file.exists() {
                let bytes = saved(kind, schema);
                let mut document = Document::load(kind, actor(6), &bytes, []).expect("a document");
                let content = json!(document.view().content);
                fs::create_dir_all(folder()).expect("a folder");
                fs::write(&file, bytes).expect("written");
                let content = serde_json::to_string_pretty(&content).expect("JSON");
                fs::write(&content_file, content + "\n").expect("written");
            }
            let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let written: Value = serde_json::from_slice(&fs::read(&content_file).expect("its content")).expect("JSON");
            let mut document = Document::load(kind, actor(6), &bytes, []).expect("a document");
            let content = json!(document.view().content);
            assert!(stands_in(&written, &content), "{kind}, version {schema}: {content:#}");

            let title = kind.titled_by();
            let mut pen = Pen {
                at_s: 1_800_000_001,
                new_item: &mut || ItemId(Uuid::nil()),
            };
            document
                .edit(None, &[set(title, "Written by a later version")], &mut pen)
                .expect("an edit");
            let again = AutoCommit::load(&document.save()).expect("a document");
            let kept = automerge::ReadDoc::get(&again, automerge::ROOT, "of_a_later_version");
            assert!(kept.expect("a reading").is_some(), "{kind}, version {schema}");
        }
    }
}
