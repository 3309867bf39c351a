//! What a vault refuses, and that it refuses without touching anything.

use std::{collections::BTreeMap, fs, path::Path};

use automerge::ChangeHash;
use rusqlite::Connection;
use satchel_shared::{
    digest::Digest,
    exchange::Cursor,
    ids::{OfficeId, RecordId},
    limits::{ATTACHMENT_PIECE_BYTES, VAULT_ATTACHMENT_BYTES},
    schema::Kind,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use super::{records::RecordListing, *};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    Vault::create(folder.path(), &passphrase("correct horse"), &Environment::system()).expect("a new vault");
    folder
}

/// Every file's bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file"));
    files
        .map(|file| {
            (
                file.file_name().to_string_lossy().into_owned(),
                fs::read(file.path()).expect("bytes"),
            )
        })
        .collect()
}

fn refusal(folder: &Path, text: &str) -> &'static str {
    Vault::open(folder, &passphrase(text))
        .expect_err("must not open")
        .code()
}

#[test]
fn a_vault_opens_with_its_passphrase_only() {
    let folder = made();
    let before = contents(folder.path());
    assert_eq!(refusal(folder.path(), "Correct horse"), "wrong-passphrase");
    assert_eq!(refusal(folder.path(), ""), "wrong-passphrase");
    assert_eq!(contents(folder.path()), before);
    Vault::open(folder.path(), &passphrase("correct horse")).expect("the right one");
}

#[test]
fn a_vault_is_made_once() {
    let folder = made();
    let before = contents(folder.path());
    let again = Vault::create(folder.path(), &passphrase("another one"), &Environment::system());
    assert_eq!(again.expect_err("there is one").code(), "vault-exists");
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_short_passphrase_makes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let short = Vault::create(folder.path(), &passphrase("seven77"), &Environment::system());
    assert_eq!(short.expect_err("too short").code(), "passphrase-too-short");
    assert!(!exists(folder.path()));
    assert_eq!(refusal(folder.path(), "seven77"), "no-vault");
}

#[test]
fn files_that_are_no_vaults_are_refused_and_left_alone() {
    for (file, bytes) in [
        (KEY, b"not a key".to_vec()),
        (DATABASE, b"not a database, though long enough".repeat(200)),
    ] {
        let folder = made();
        fs::write(folder.path().join(file), &bytes).expect("written");
        assert_eq!(refusal(folder.path(), "correct horse"), "not-a-vault", "{file}");
        assert_eq!(fs::read(folder.path().join(file)).expect("still there"), bytes);
    }
    let folder = made();
    fs::remove_file(folder.path().join(DATABASE)).expect("removed");
    assert_eq!(refusal(folder.path(), "correct horse"), "not-a-vault");
    assert!(!folder.path().join(DATABASE).exists());
}

#[test]
fn damage_is_told_as_damage() {
    let folder = made();
    let file = folder.path().join(DATABASE);
    let mut bytes = fs::read(&file).expect("bytes");
    assert!(bytes.len() > 3 * 4096, "{}", bytes.len());
    // Every page but the first, so that whatever is read next meets one.
    bytes.iter_mut().skip(4096).step_by(64).for_each(|byte| *byte ^= 1);
    fs::write(&file, bytes).expect("written");
    let result = Vault::open(folder.path(), &passphrase("correct horse"))
        .and_then(|vault| settings::device_key(vault.read()).map(drop));
    assert_eq!(result.expect_err("damaged").code(), "vault-damaged");
}

#[test]
fn a_vault_is_open_once() {
    let folder = made();
    let first = Vault::open(folder.path(), &passphrase("correct horse")).expect("the first");
    assert_eq!(refusal(folder.path(), "correct horse"), "vault-in-use");
    drop(first);
    Vault::open(folder.path(), &passphrase("correct horse")).expect("after the first is closed");
}

#[test]
fn a_machine_that_stopped_while_a_vault_was_made_leaves_a_whole_one_or_none() {
    // Between the two renames: the database is in its place, the key not yet.
    let folder = made();
    let making = folder.path().join(MAKING);
    fs::create_dir(&making).expect("a folder");
    fs::rename(folder.path().join(KEY), making.join(KEY)).expect("moved back");
    Vault::open(folder.path(), &passphrase("correct horse")).expect("the key is found");
    // Before either: the next attempt begins anew.
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(MAKING)).expect("a folder");
    fs::write(folder.path().join(MAKING).join(KEY), b"half").expect("written");
    assert!(!exists(folder.path()));
    Vault::create(folder.path(), &passphrase("correct horse"), &Environment::system()).expect("a new vault");
}

#[test]
fn what_fails_half_way_changes_nothing() {
    let folder = made();
    let mut vault = Vault::open(folder.path(), &passphrase("correct horse")).expect("open");
    let result: Result<(), VaultError> = vault.write(|transaction| {
        settings::set_cursor(transaction, &Cursor(ByteBuf::from(vec![7])))?;
        Err(VaultError::DiskFull)
    });
    assert!(result.is_err());
    assert_eq!(settings::cursor(vault.read()).expect("a cursor"), Cursor::default());
}

type Change<'a> = &'a dyn Fn(&Connection) -> Result<(), VaultError>;

#[test]
fn the_kept_digest_is_that_of_the_records_whatever_changed() {
    let folder = made();
    let mut vault = Vault::open(folder.path(), &passphrase("correct horse")).expect("open");
    let [first, second] = [1_u128, 2].map(|number| RecordId(Uuid::from_u128(number)));
    let heads = |byte: u8| vec![ChangeHash([byte; 32])];
    let listing = |byte: u8| RecordListing {
        heads: heads(byte),
        ..RecordListing::default()
    };
    let new = |transaction: &Connection, record, own| {
        let office = OfficeId(Uuid::from_u128(3));
        records::insert(transaction, record, Kind::Request, office, "Suva", own, 1)?;
        records::describe(transaction, record, &listing(1), 1)?;
        records::hub_has(transaction, record, &heads(1), true)
    };
    let changes: [Change<'_>; 5] = [
        &|transaction| new(transaction, first, true),
        &|transaction| records::describe(transaction, first, &listing(2), 2),
        &|transaction| new(transaction, second, false),
        &|transaction| records::adopt(transaction, second),
        &|transaction| {
            Ok(transaction
                .execute("DELETE FROM records WHERE id = ?1", [first.0.as_bytes()])
                .map(|_| ())?)
        },
    ];
    let mut before = vec![Digest::default()];
    for (number, change) in changes.into_iter().enumerate() {
        vault.write(|transaction| change(transaction)).expect("a change");
        let mut made = Digest::default();
        for (record, heads) in records::own_heads(vault.read()).expect("heads") {
            made.toggle(record, &heads);
        }
        for _ in 0..2 {
            let kept = vault.write(|transaction| records::own_digest(transaction));
            assert_eq!(kept.expect("a digest"), made, "after change {number}");
        }
        before.push(made);
    }
    before.dedup();
    // Another office's record changes nothing; each of the others does.
    assert_eq!(before.len(), 5);
}

#[test]
fn an_empty_file_is_no_new_vault() {
    let folder = made();
    fs::write(folder.path().join(DATABASE), b"").expect("emptied");
    assert_eq!(refusal(folder.path(), "correct horse"), "not-a-vault");
    assert_eq!(fs::read(folder.path().join(DATABASE)).expect("still there"), b"");
}

#[test]
fn a_folder_without_a_key_is_told_and_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(DATABASE), b"somebody else's").expect("written");
    assert_eq!(refusal(folder.path(), "correct horse"), "vault-key-missing");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_vault_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("vault");
    let vault = Vault::create(&folder, &passphrase("correct horse"), &Environment::system()).expect("made");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o077;
    assert_eq!(mode(&folder), 0);
    for file in [KEY, DATABASE] {
        assert_eq!(mode(&folder.join(file)), 0, "{file}");
    }
    drop(vault);
}

#[test]
fn a_file_comes_where_the_vault_has_room_for_it_and_counts_once() {
    let folder = made();
    let mut vault = Vault::open(folder.path(), &passphrase("correct horse")).expect("opens");
    let (one, other) = ([1; 32], [2; 32]);
    let room = vault.write(|transaction| -> Result<_, VaultError> {
        attachments::begin(transaction, VAULT_ATTACHMENT_BYTES - 10)?;
        let file = attachments::coming(transaction, &one, 10)?;
        let has_room = |hash, bytes| attachments::has_room_for(transaction, hash, bytes);
        assert!(has_room(&other, 1).is_ok_and(|it| !it), "it is full");
        let is_room = (has_room(&one, 10)?, attachments::room(transaction)?);
        attachments::forget(transaction, file.number)?;
        Ok((is_room, has_room(&other, 10)?, has_room(&other, 11)?))
    });
    assert_eq!(room.expect("read"), ((true, 0), true, false));
}

/// As a satchel brings them that lacks some, and then another.
#[test]
fn pieces_of_a_file_that_comes_are_kept_in_any_order_and_each_once() {
    const PIECE: usize = ATTACHMENT_PIECE_BYTES;
    let folder = made();
    let mut vault = Vault::open(folder.path(), &passphrase("correct horse")).expect("opens");
    let bytes: Vec<u8> = (0..2 * PIECE + 5)
        .map(|at| u8::try_from(at % 251).expect("a byte"))
        .collect();
    let hash: attachments::Hash = blake3::hash(&bytes).into();
    let length = bytes.len() as u64;
    let is_whole = vault.write(|transaction| -> Result<bool, VaultError> {
        let file = attachments::coming(transaction, &hash, length)?;
        let put = |at: usize, end: usize| attachments::put(transaction, &file, at as u64, &bytes[at..end]);
        assert_eq!(put(2 * PIECE, bytes.len())?.came, 0);
        assert_eq!(
            put(PIECE + 7, 2 * PIECE)?.came,
            0,
            "it would leave a gap within a piece"
        );
        assert_eq!(put(0, 100)?.came, 100);
        assert_eq!(put(0, PIECE)?.came, PIECE as u64, "what is here stays");
        let whole = put(PIECE, 2 * PIECE)?;
        assert_eq!(whole.came, length);
        attachments::finish(transaction, &whole, &hash, false)
    });
    assert!(is_whole.expect("kept"));
}
