//! Laws of the frame: whatever happens to the bytes, what it did not touch is found.

use proptest::prelude::*;
use serde_bytes::ByteBuf;

use super::*;

fn piece(content: &[u8]) -> Envelope {
    Envelope::Enrolment(ByteBuf::from(content))
}

fn read(bytes: &[u8], at_once: usize) -> Vec<Found> {
    let mut reader = Reader::default();
    let mut found = Vec::new();
    for chunk in bytes.chunks(at_once.max(1)) {
        found.extend(reader.push(chunk));
    }
    found.extend(reader.end());
    found
}

fn pieces(found: Vec<Found>) -> Vec<Envelope> {
    let piece = |it| match it {
        Found::Piece(piece) => Some(piece),
        Found::Damaged { .. } => None,
    };
    found.into_iter().filter_map(piece).collect()
}

/// Contents that hold beginnings of pieces, too.
fn contents() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let one = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..80),
        Just(BEGINNING.to_vec()),
        Just(write(&piece(b"inside"))[..20].to_vec()),
    ];
    prop::collection::vec(one, 1..8)
}

proptest! {
    #[test]
    fn pieces_are_read_as_they_were_written(contents in contents(), at_once in 1_usize..200) {
        let all: Vec<Envelope> = contents.iter().map(|it| piece(it)).collect();
        let bytes: Vec<u8> = all.iter().flat_map(write).collect();
        let found = read(&bytes, at_once);
        let is_damaged = |it: &Found| matches!(it, Found::Damaged { .. });
        prop_assert!(!found.iter().any(is_damaged), "{found:?}");
        prop_assert_eq!(pieces(found), all);
    }

    #[test]
    fn damage_loses_only_the_pieces_that_it_touches(
        contents in contents(),
        at: prop::sample::Index,
        with in prop::collection::vec(any::<u8>(), 0..50),
        taken_out in 0_usize..50,
        at_once in 1_usize..200,
    ) {
        let all: Vec<Envelope> = contents.iter().map(|it| piece(it)).collect();
        let written: Vec<Vec<u8>> = all.iter().map(write).collect();
        let mut bytes = written.concat();
        let from = at.index(bytes.len());
        let to = (from + taken_out).min(bytes.len());
        bytes.splice(from..to, with.iter().copied());
        let mut end = 0;
        let untouched = all.iter().zip(&written).filter(|(_, written)| {
            let start = end;
            end += written.len();
            end <= from || start >= to.max(from + 1)
        });
        let untouched: Vec<&Envelope> = untouched.map(|(piece, _)| piece).collect();
        let left = pieces(read(&bytes, at_once));
        let mut left = left.iter();
        for piece in untouched {
            prop_assert!(left.any(|it| it == piece), "{piece:?} is lost");
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, at_once in 1_usize..50) {
        let total: u64 = read(&bytes, at_once).iter().map(|it| match it {
            Found::Piece(_) => 0,
            Found::Damaged { bytes, .. } => *bytes,
        }).sum();
        prop_assert_eq!(total, bytes.len() as u64);
    }
}

#[test]
fn a_file_that_was_made_to_be_read_for_ever_is_read_soon() {
    let mut head = write(&piece(&[7; 60_000]))[..HEAD_BYTES].to_vec();
    head.extend([0; 4]);
    let bytes = head.repeat(40_000);
    assert_eq!(pieces(read(&bytes, 64 << 10)), Vec::new());
}

#[test]
fn a_truncated_piece_is_damage_where_it_stands() {
    let (one, two) = (write(&piece(b"one")), write(&piece(b"two")));
    let bytes = [one.as_slice(), &two[..two.len() - 1]].concat();
    let damaged = Found::Damaged {
        at: one.len() as u64,
        bytes: two.len() as u64 - 1,
    };
    assert_eq!(read(&bytes, 10), [Found::Piece(piece(b"one")), damaged]);
}
