//! Documents as each version of each kind's table saved them, kept as files: whoever changes how documents are read or
//! written learns here whether what lies on devices in the field still opens whole.
//!
//! A new version of a table gets its files by running this test with `SATCHEL_WRITE_FIXTURES=1`, which never touches a
//! file that is there.

use std::{env, fs, path::PathBuf};

use automerge::{ObjId, ObjType, ROOT, ReadDoc, transaction::Transactable};
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
    let actor = actor(5);
    let mut document = skeleton::of_version(kind, schema);
    document.set_actor(actor.id());
    document
        .put(ROOT, "of_a_later_version", "stays")
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
            let kept = again.get(ROOT, "of_a_later_version");
            assert!(kept.expect("a reading").is_some(), "{kind}, version {schema}");
        }
    }
}

/// Writes a scalar, a text, a list and a map of names that no table has.
fn put_unknown(document: &mut AutoCommit, at: &ObjId) {
    document.put(at, "later_scalar", 7).expect("a scalar");
    let text = document.put_object(at, "later_text", ObjType::Text).expect("a text");
    document.splice_text(&text, 0, 0, "stays 🎒").expect("words");
    let list = document.put_object(at, "later_list", ObjType::List).expect("a list");
    document.insert(&list, 0, "stays").expect("an element");
    let map = document.put_object(at, "later_map", ObjType::Map).expect("a map");
    document.put(&map, "inside", "stays").expect("a value");
}

/// What stands under such names at a place, which is a JSON pointer (RFC 6901).
fn unknown(document: &AutoCommit, at: &str) -> Value {
    let whole = serde_json::to_value(automerge::AutoSerde::from(document)).expect("JSON");
    let mut found = whole.pointer(at).and_then(Value::as_object).expect("a map").clone();
    found.retain(|name, _| name.starts_with("later_"));
    Value::Object(found)
}

#[test]
fn fields_of_every_shape_that_no_table_has_survive_an_edit_a_file_and_an_exchange() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    a.edit(&[set("focal_point.name", "Ayu"), set("activities[0].title", "Training")]);
    let child = |at, name| resolve::child(&a.document.document, at, name).expect("a container");
    let item = resolve::items(&a.document.document, &[child(&ROOT, "activities")])
        .remove(0)
        .object;
    let places = [ROOT, child(&ROOT, "focal_point"), item];
    for place in places {
        put_unknown(&mut a.document.document, &place);
    }
    a.document.document.commit();
    let wanted = json!({
        "later_scalar": 7, "later_text": "stays 🎒", "later_list": ["stays"], "later_map": { "inside": "stays" },
    });
    let check = |desk: &Desk, when: &str| {
        for place in ["", "/focal_point", "/activities/0"] {
            assert_eq!(unknown(&desk.document.document, place), wanted, "{place}, {when}");
        }
    };
    check(&a, "as written");
    exchange(&mut a, &mut b);
    check(&b, "on another device");
    let neighbours = ["title", "context", "focal_point.email", "activities[0].description"];
    b.edit(&neighbours.map(|path| set(path, "Written beside it")));
    check(&b, "after edits of its neighbours");
    exchange(&mut a, &mut b);
    check(&a, "after those edits came back");
    let saved = a.document.save();
    a.document = Document::load(Kind::Request, actor(1), &saved, []).expect("a document");
    check(&a, "from a file");
}
