//! Pieces shared out over files, each no larger than was asked for.

use std::{
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Content, Envelope, Letter, frame};
use crate::seal::{Key, PublicKey};

/// Writes a satchel to files that its maker opens, one after another.
pub struct Writer<'a, W, F> {
    open: F,
    /// Bytes of one file; what does not fit goes into the next. One piece is in each file in any case.
    most: u64,
    key: &'a Key,
    to: PublicKey,
    letter: Letter,
    file: Option<(W, u64)>,
    packed: Packed,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Packed {
    pub files: u32,
    /// Letters not counted.
    pub pieces: u64,
    pub bytes: u64,
}

impl<'a, W: Write, F: FnMut(u32) -> io::Result<W>> Writer<'a, W, F> {
    /// `open` makes the file of a number, from 1.
    pub fn new(key: &'a Key, to: PublicKey, letter: Letter, most: Option<u64>, open: F) -> Self {
        Self {
            open,
            most: most.unwrap_or(u64::MAX),
            key,
            to,
            letter,
            file: None,
            packed: Packed::default(),
        }
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// Those of the file.
    pub fn add(&mut self, content: &Content) -> io::Result<()> {
        self.packed.pieces += 1;
        self.write(&frame::write(&Envelope::seal(content, self.to)))
    }

    /// Bytes that were written so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.packed.bytes
    }

    /// Writes the last letter.
    ///
    /// # Errors
    /// Those of the file.
    pub fn finish(mut self) -> io::Result<(Packed, Option<W>)> {
        self.letter.pieces = Some(self.packed.pieces);
        let last = self.sealed_letter();
        self.write(&last)?;
        if let Some((file, _)) = &mut self.file {
            file.flush()?;
        }
        Ok((self.packed, self.file.map(|(file, _)| file)))
    }

    fn sealed_letter(&self) -> Vec<u8> {
        frame::write(&Envelope::seal(&self.letter.seal(self.key), self.to))
    }

    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        let length = piece.len() as u64;
        let (mut file, used) = match self.file.take() {
            Some((file, used)) if used.saturating_add(length) <= self.most => (file, used),
            full => {
                if let Some((mut file, _)) = full {
                    file.flush()?;
                }
                self.packed.files += 1;
                let mut file = (self.open)(self.packed.files)?;
                let letter = self.sealed_letter();
                file.write_all(&letter)?;
                self.packed.bytes += letter.len() as u64;
                (file, letter.len() as u64)
            }
        };
        file.write_all(piece)?;
        self.packed.bytes += length;
        self.file = Some((file, used + length));
        Ok(())
    }
}

/// The name of a satchel's file of this number, from 1: `out.satchel`, then `out.2.satchel`.
#[must_use]
pub fn name_of(first: &Path, number: u32) -> PathBuf {
    if number < 2 {
        return first.to_owned();
    }
    let mut name = OsString::from(first.file_stem().unwrap_or_default());
    name.push(format!(".{number}"));
    if let Some(ending) = first.extension() {
        name.push(".");
        name.push(ending);
    }
    first.with_file_name(name)
}

/// The files of one satchel in the order in which they were written, whatever a shell made of their names; of several satchels,
/// one after the other in the order of their first mention.
#[must_use]
pub fn in_order(files: &[PathBuf]) -> Vec<&Path> {
    let numbered: Vec<(PathBuf, u32)> = files.iter().map(|file| number_of(file)).collect();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|file| {
        let (first, number) = &numbered[*file];
        (numbered.iter().position(|(other, _)| other == first), *number)
    });
    order.into_iter().map(|file| files[file].as_path()).collect()
}

/// The name of a satchel's first file, and which one of them this is.
fn number_of(file: &Path) -> (PathBuf, u32) {
    let stem = Path::new(file.file_stem().unwrap_or_default());
    let number = stem.extension().and_then(|number| number.to_str()?.parse().ok());
    let Some(number) = number.filter(|number| *number > 1) else {
        return (file.to_owned(), 1);
    };
    let mut first = OsString::from(stem.file_stem().unwrap_or_default());
    if let Some(ending) = file.extension() {
        first.push(".");
        first.push(ending);
    }
    (file.with_file_name(first), number)
}

impl<W, F> std::fmt::Debug for Writer<'_, W, F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("to", &self.to)
            .field("packed", &self.packed)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_the_order_in_which_they_were_written() {
        let first = Path::new("to/out.satchel");
        let mut files: Vec<PathBuf> = (1..=12).map(|number| name_of(first, number)).collect();
        files.push(PathBuf::from("to/7.satchel"));
        let mut by_name = files.clone();
        by_name.sort();
        assert_ne!(by_name, files);
        by_name.rotate_left(1);
        assert_eq!(in_order(&by_name), files);
    }
}
