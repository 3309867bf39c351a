//! Files on one device: pieces, limits, what a crash leaves.

use std::sync::Arc;

use satchel_shared::{limits::VAULT_ATTACHMENT_BYTES, schema::Kind};
use tempfile::TempDir;

use super::{
    picture::tests::{declared, look, photograph, tiff},
    *,
};
use crate::{Environment, sync::http::Http, vault::Passphrase};

const PIECE: usize = ATTACHMENT_PIECE_BYTES;

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

fn app() -> (App, TempDir, RecordId) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::with(
        folder.path().join("vault"),
        Environment::system(),
        Arc::new(Http::default()),
    );
    app.create_vault(&passphrase()).expect("a vault");
    let id = app.create(Kind::Request).expect("a record").row.id;
    (app, folder, id)
}

/// Bytes that no two pieces share.
fn bytes(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    blake3::Hasher::new().finalize_xof().fill(&mut bytes);
    bytes
}

fn how() -> FinishAttachment {
    FinishAttachment {
        upload: Upload::default(),
        caption: String::new(),
        confidential: false,
        pictures: None,
    }
}

fn begin(app: &App, id: RecordId, bytes: u64) -> Result<Upload, AppError> {
    app.begin_attachment(&BeginAttachment {
        id,
        name: "report.bin".to_owned(),
        bytes,
    })
}

fn attach(app: &App, id: RecordId, folder: &TempDir, name: &str, bytes: &[u8]) -> Attachment {
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("written");
    match app.attach(id, &file, &how()).expect("attached") {
        Attached::Kept(file) | Attached::KeptLarge(file) => file,
        Attached::Ask(notes) => panic!("asks about {notes:?}"),
    }
}

fn rows(app: &App, table: &str) -> i64 {
    let count = |open: &mut Open| {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        Ok(open.vault.read().query_row(&sql, [], |row| row.get(0))?)
    };
    app.with_open(count).expect("a count")
}

#[test]
fn a_file_of_any_length_comes_back_as_it_was() {
    let (app, folder, id) = app();
    for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
        let whole = bytes(count);
        let file = attach(&app, id, &folder, &format!("{count}.bin"), &whole);
        assert_eq!(
            (file.bytes, &file.hash),
            (count as u64, &blake3::hash(&whole).to_hex().to_string())
        );
        let out = folder.path().join("out.bin");
        app.save_attachment(id, &file.hash, &out, true).expect("saved");
        assert!(fs::read(&out).expect("bytes") == whole, "{count}");
    }
    assert_eq!(app.attachments(id).expect("a list").len(), 6);
}

#[test]
fn the_same_bytes_are_kept_once_and_named_by_each_record() {
    let (app, folder, id) = app();
    let other = app.create(Kind::Practice).expect("a record").row.id;
    let whole = bytes(2 * PIECE);
    let first = attach(&app, id, &folder, "a.bin", &whole);
    let second = attach(&app, other, &folder, "b.bin", &whole);
    let again = attach(&app, id, &folder, "c.bin", &whole);
    assert_eq!(
        (&first.hash, second.name.as_str(), again),
        (&second.hash, "b.bin", first.clone())
    );
    assert_eq!((rows(&app, "attachments"), rows(&app, "attachment_pieces")), (1, 2));
    assert_eq!(app.attachments(id).expect("a list").len(), 1);
}

#[test]
fn what_a_crash_cut_off_is_nobodys_and_gone_at_the_next_opening() {
    let (app, folder, id) = app();
    attach(&app, id, &folder, "whole.bin", &bytes(10));
    let upload = begin(&app, id, 3 * PIECE as u64).expect("begun");
    app.add_piece(upload, &bytes(PIECE)).expect("kept");
    assert_eq!(rows(&app, "attachments"), 2);
    drop(app);
    let app = App::new(folder.path().join("vault"));
    app.unlock(&passphrase()).expect("open");
    assert_eq!((rows(&app, "attachments"), rows(&app, "attachment_pieces")), (1, 1));
    assert_eq!(app.attachments(id).expect("a list").len(), 1);
    let late = app.add_piece(upload, &bytes(PIECE)).expect_err("forgotten");
    assert_eq!(late.code(), "file-incomplete");
}

#[test]
fn a_file_that_is_given_up_leaves_nothing() {
    let (app, _folder, id) = app();
    let upload = begin(&app, id, PIECE as u64 + 1).expect("begun");
    app.add_piece(upload, &bytes(PIECE)).expect("kept");
    let early = app.finish_attachment(&FinishAttachment { upload, ..how() });
    assert_eq!(early.expect_err("not whole").code(), "file-incomplete");
    app.cancel_attachment(upload).expect("given up");
    assert_eq!((rows(&app, "attachments"), rows(&app, "attachment_pieces")), (0, 0));
}

#[test]
fn a_piece_that_is_not_the_next_is_refused() {
    let (app, _folder, id) = app();
    let upload = begin(&app, id, PIECE as u64 + 1).expect("begun");
    for wrong in [0, 1, PIECE + 1] {
        let refused = app.add_piece(upload, &bytes(wrong)).expect_err("no piece");
        assert_eq!(refused.code(), "file-incomplete", "{wrong}");
    }
}

#[test]
fn limits_are_told_before_a_byte_comes() {
    let (app, _folder, id) = app();
    let large = begin(&app, id, ATTACHMENT_BYTES + 1).expect_err("too large");
    assert_eq!(large.code(), "file-too-large");
    for _ in 0..VAULT_ATTACHMENT_BYTES / ATTACHMENT_BYTES {
        begin(&app, id, ATTACHMENT_BYTES).expect("room");
    }
    assert_eq!(
        begin(&app, id, ATTACHMENT_BYTES).expect_err("full").code(),
        "vault-full"
    );
    let add = |number: usize| Edit::Add {
        path: Path::field(attachment::ATTACHMENTS),
        id: None,
        after: None,
        fields: [("hash".to_owned(), Scalar::Text(number.to_string()))].into(),
    };
    let edits: Vec<_> = (0..ATTACHMENTS).map(add).collect();
    app.edit(id, &edits).expect("named");
    assert_eq!(begin(&app, id, 1).expect_err("too many").code(), "too-many-files");
}

#[test]
fn a_file_is_never_written_over_another_unasked() {
    let (app, folder, id) = app();
    attach(&app, id, &folder, "a.bin", b"\x01new");
    let out = folder.path().join("out.bin");
    fs::write(&out, "old").expect("written");
    let refused = app.save_attachment(id, "a.bin", &out, false).expect_err("is there");
    assert_eq!(
        (refused.code(), fs::read(&out).expect("bytes")),
        ("file-exists", b"old".to_vec())
    );
    app.save_attachment(id, "a.bin", &out, true).expect("forced");
    assert_eq!(fs::read(&out).expect("bytes"), b"\x01new");
}

#[test]
fn bytes_that_changed_on_the_disk_are_not_handed_out() {
    let (app, folder, id) = app();
    let file = attach(&app, id, &folder, "a.bin", b"\x01one");
    let change = |open: &mut Open| -> Result<(), AppError> {
        open.vault.write(|transaction| {
            transaction.execute("UPDATE attachment_pieces SET bytes = x'02'", [])?;
            Ok(())
        })
    };
    app.with_open(change).expect("changed");
    let out = folder.path().join("out.bin");
    let refused = app.save_attachment(id, &file.hash, &out, false).expect_err("damaged");
    assert_eq!((refused.code(), out.exists()), ("file-damaged", false));
}

#[test]
fn what_a_file_is_is_told_by_its_bytes() {
    let cases: [(&[u8], &str); 5] = [
        (b"%PDF-1.7\n", "application/pdf"),
        ("Détenus, 人权".as_bytes(), "text/plain"),
        ("Détenus, 人".as_bytes().split_last().expect("bytes").1, "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
    ];
    for (bytes, told) in cases {
        assert_eq!(media_type(bytes), told);
    }
}

#[test]
fn a_picture_with_a_place_asks_once_and_then_as_remembered() {
    let (app, folder, id) = app();
    let file = folder.path().join("gate.jpg");
    fs::write(&file, photograph(8, 6, 1)).expect("written");
    let asked = app.attach(id, &file, &how()).expect("asks");
    let Attached::Ask(notes) = asked else {
        panic!("{asked:?}")
    };
    assert_eq!((notes.tells_location, notes.is_large), (true, false));
    assert_eq!(app.attachments(id).expect("a list"), []);
    app.set_pictures(Pictures {
        smaller: true,
        without_location: true,
    })
    .expect("remembered");
    let kept = app.attach(id, &file, &how()).expect("kept");
    assert!(matches!(kept, Attached::Kept(_)), "{kept:?}");
    let out = folder.path().join("out.jpg");
    app.save_attachment(id, "gate.jpg", &out, false).expect("saved");
    assert!(!look(&fs::read(&out).expect("bytes")).tells_location);
    assert_eq!(
        rows(&app, "attachments WHERE hash IS NOT NULL"),
        1,
        "the original is not kept"
    );
}

#[test]
fn a_picture_whose_place_cannot_be_taken_out_is_attached_only_with_it() {
    let (app, folder, id) = app();
    app.set_pictures(Pictures {
        smaller: true,
        without_location: true,
    })
    .expect("remembered");
    let damaged = b"\xff\xd8\xff\xe1no segment".to_vec();
    for (name, whole) in [("scan.tif", tiff(true)), ("gate.jpg", damaged)] {
        let file = folder.path().join(name);
        fs::write(&file, &whole).expect("written");
        let asked = app.attach(id, &file, &how()).expect("asks");
        assert!(
            matches!(asked, Attached::Ask(notes) if notes.tells_location && notes.keeps_location),
            "{asked:?}"
        );
        assert_eq!(rows(&app, "attachments WHERE hash IS NULL"), 0, "nothing of it stays");
        let all_the_same = FinishAttachment {
            pictures: Some(Pictures {
                smaller: true,
                without_location: false,
            }),
            ..how()
        };
        let kept = app.attach(id, &file, &all_the_same).expect("kept");
        assert!(matches!(kept, Attached::Kept(_)), "{kept:?}");
        let out = folder.path().join("out");
        app.save_attachment(id, name, &out, true).expect("saved");
        assert_eq!(fs::read(&out).expect("bytes"), whole);
    }
    // One that tells nothing is not asked about.
    attach(&app, id, &folder, "plan.tif", &tiff(false));
}

#[test]
fn a_picture_too_large_to_be_decoded_loses_its_place_and_stays_large() {
    let (app, folder, id) = app();
    let file = folder.path().join("gate.jpg");
    fs::write(&file, declared(photograph(16, 8, 6), 9_000, 6_000)).expect("written");
    let small_and_nowhere = FinishAttachment {
        pictures: Some(Pictures {
            smaller: true,
            without_location: true,
        }),
        ..how()
    };
    let kept = app.attach(id, &file, &small_and_nowhere).expect("kept");
    assert!(matches!(kept, Attached::KeptLarge(_)), "{kept:?}");
    let out = folder.path().join("out.jpg");
    app.save_attachment(id, "gate.jpg", &out, false).expect("saved");
    let saved = look(&fs::read(&out).expect("bytes"));
    assert_eq!((saved.is_large, saved.tells_location), (true, false));
}

#[test]
fn bytes_that_no_record_names_are_never_kept() {
    let (app, folder, id) = app();
    let spoil = |open: &mut Open| -> Result<(), AppError> {
        open.vault.write(|transaction| {
            transaction.execute_batch(
                "CREATE TRIGGER full BEFORE INSERT ON increments BEGIN SELECT RAISE(ABORT, 'no room'); END",
            )?;
            Ok(())
        })
    };
    app.with_open(spoil).expect("spoilt");
    for (name, whole) in [("a.bin", bytes(PIECE + 1)), ("gate.jpg", photograph(16, 8, 6))] {
        let file = folder.path().join(name);
        fs::write(&file, whole).expect("written");
        let without = FinishAttachment {
            pictures: Some(Pictures {
                smaller: false,
                without_location: true,
            }),
            ..how()
        };
        app.attach(id, &file, &without)
            .expect_err("the record cannot be written");
        assert_eq!(rows(&app, "attachments"), 0, "{name}");
    }
}
