//! The hub's keys in its folder: `hub.key`, readable by its owner alone. A line for each; the last one signs.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use data_encoding::HEXLOWER;
use satchel_shared::seal::Key;
use zeroize::Zeroizing;

use crate::surroundings::Surroundings;

/// More keys than a hub replaces in its life.
const MOST_BYTES: u64 = 64 << 10;

/// Makes a new key and its file, which must not exist.
pub(crate) fn create(path: &Path, surroundings: &dyn Surroundings) -> io::Result<Key> {
    let mut file = create_private(path)?;
    let secret = add(&mut file, surroundings)?;
    Ok(Key::from_secret(&secret))
}

/// Adds another key, which signs from then on. Either it is in the file, or nothing has changed.
pub(crate) fn replace(path: &Path, surroundings: &dyn Surroundings) -> io::Result<Key> {
    let key = read(path)?;
    let next = path.with_extension("key.new");
    // Of a replacement that was cut short.
    if next.exists() {
        fs::remove_file(&next)?;
    }
    let mut file = create_private(&next)?;
    io::copy(&mut File::open(path)?, &mut file)?;
    let secret = add(&mut file, surroundings)?;
    fs::rename(&next, path)?;
    Ok(key.replaced_by(&secret))
}

/// Writes a new key's line.
fn add(file: &mut File, surroundings: &dyn Surroundings) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut secret = Zeroizing::new([0; 32]);
    surroundings.random(secret.as_mut_slice());
    let mut text = Zeroizing::new(HEXLOWER.encode(secret.as_slice()));
    text.push('\n');
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(secret)
}

/// Makes an empty file that only its owner reads; it must not exist.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads the keys.
pub(crate) fn read(path: &Path) -> io::Result<Key> {
    let mut text = Zeroizing::new(String::new());
    OpenOptions::new()
        .read(true)
        .open(path)?
        .take(MOST_BYTES)
        .read_to_string(&mut text)?;
    let mut key = None;
    for line in text.lines() {
        let secret = HEXLOWER.decode(line.trim().as_bytes()).map(Zeroizing::new).ok();
        let secret: Option<Zeroizing<[u8; 32]>> = secret
            .and_then(|bytes| bytes.as_slice().try_into().ok())
            .map(Zeroizing::new);
        let secret = secret.ok_or_else(not_a_key)?;
        key = Some(match key.take() {
            None => Key::from_secret(&secret),
            Some(key) => Key::replaced_by(key, &secret),
        });
    }
    key.ok_or_else(not_a_key)
}

fn not_a_key() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a hub's key")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surroundings::System;

    #[test]
    fn a_key_is_read_as_it_was_made_and_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        let key = create(&path, &System).expect("made");
        assert_eq!(read(&path).expect("read").id(), key.id());
        assert_eq!(
            create(&path, &System).expect_err("there is one").kind(),
            io::ErrorKind::AlreadyExists
        );
    }

    #[test]
    fn a_key_that_was_replaced_leads_to_the_one_that_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        let first = create(&path, &System).expect("made");
        fs::write(folder.path().join("hub.key.new"), "cut sh").expect("written");
        let second = replace(&path, &System).expect("replaced");
        let read = read(&path).expect("read");
        assert_eq!((read.id(), read.public()), (first.id(), second.public()));
        assert_eq!(first.public().succeeded(&read.succession()), second.public());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        create(&path, &System).expect("made");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_key_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        fs::write(&path, "abc").expect("written");
        assert_eq!(read(&path).expect_err("damaged").kind(), io::ErrorKind::InvalidData);
    }
}
