//! The hub's key in its folder: `hub.key`, readable by its owner alone.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use data_encoding::HEXLOWER;
use satchel_shared::seal::Key;
use zeroize::Zeroizing;

use crate::surroundings::Surroundings;

/// Makes a new key and its file, which must not exist.
pub(crate) fn create(path: &Path, surroundings: &dyn Surroundings) -> io::Result<Key> {
    let mut secret = Zeroizing::new([0; 32]);
    surroundings.random(secret.as_mut_slice());
    let mut file = create_private(path)?;
    let text = Zeroizing::new(HEXLOWER.encode(secret.as_slice()));
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    Ok(Key::from_secret(&secret))
}

/// Makes an empty file that only its owner reads; it must not exist.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads the key.
pub(crate) fn read(path: &Path) -> io::Result<Key> {
    let mut text = Zeroizing::new(String::new());
    OpenOptions::new()
        .read(true)
        .open(path)?
        .take(1_000)
        .read_to_string(&mut text)?;
    let secret = HEXLOWER.decode(text.trim().as_bytes()).map(Zeroizing::new).ok();
    let secret: Option<Zeroizing<[u8; 32]>> = secret
        .and_then(|bytes| bytes.as_slice().try_into().ok())
        .map(Zeroizing::new);
    let secret = secret.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not a hub's key"))?;
    Ok(Key::from_secret(&secret))
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

    #[cfg(unix)]
    #[test]
    fn a_key_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        create(&path, &System).expect("made");
        let mode = std::fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_key_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        std::fs::write(&path, "abc").expect("written");
        assert_eq!(read(&path).expect_err("damaged").kind(), io::ErrorKind::InvalidData);
    }
}
