//! Replies that are cut, damaged or too much.

use super::{parts::framed, *};
use crate::{exchange::Piece, limits::EXPANDED_PART_BYTES, seal::Key};

fn key() -> Key {
    Key::from_secret(&[7; 32])
}

fn head() -> Head {
    Head {
        counter: 3,
        packs: vec![Verdict::Accepted],
        decisions: Vec::new(),
        cursor: None,
        more: true,
        digest: None,
        differing: ByteBuf::new(),
        known: Vec::new(),
        token: None,
        goes_on: false,
        at: 1_000,
        next: None,
    }
}

fn write(head: Head, parts: Vec<Part>, key: &Key) -> Vec<u8> {
    Parts::new(parts).reply(head, 0, key)
}

fn parts() -> Vec<Part> {
    let part = |number: u8| {
        let bytes = ByteBuf::from(vec![number; 400 * usize::from(number)]);
        let piece = Piece {
            at: 0,
            bytes,
            is_last: false,
        };
        Part::new(vec![Update::Piece(piece)], Cursor(ByteBuf::from(vec![number])))
    };
    (1..=5).map(part).collect()
}

fn cursors(received: &[Received]) -> Vec<u8> {
    let cursor = |it: &Received| match it {
        Received::Part(part) => part.cursor.0.first().copied(),
        Received::Head(_) => None,
    };
    received.iter().filter_map(cursor).collect()
}

#[test]
fn what_came_before_a_cut_holds_wherever_the_cut_is() {
    let body = write(head(), parts(), &key());
    let mut whole = 0;
    for cut in 0..=body.len() {
        let mut reader = Reader::new(key().public(), None);
        let mut received = Vec::new();
        for byte in &body[..cut] {
            received.extend(reader.push(&[*byte]).expect("the hub's"));
        }
        let told = cursors(&received);
        assert_eq!(told, (1..=5).take(told.len()).collect::<Vec<u8>>());
        assert!(told.len() >= whole, "more bytes bring more");
        whole = told.len();
        assert_eq!(reader.is_complete(), cut == body.len());
    }
    assert_eq!(whole, 5);
}

#[test]
fn a_reply_that_was_cut_goes_on_under_a_new_head_however_often() {
    let written = Parts::new(parts());
    let (mut unfinished, mut told) = (None, Vec::new());
    for counter in 3.. {
        let goes_on = unfinished.as_ref().map(Unfinished::goes_on);
        let after = goes_on.map_or(0, |it| it.parts as usize);
        assert_eq!(goes_on.map(|it| it.counter), (after > 0).then_some(3));
        let head = Head {
            counter,
            goes_on: after > 0,
            ..head()
        };
        let body = written.reply(head, after, &key());
        let mut reader = Reader::new(key().public(), unfinished.take());
        // Two connections bring a part each, and the third not even a head.
        let most = if counter == 5 { 10 } else { 300 };
        told.extend(cursors(&reader.push(&body[..most.min(body.len())]).expect("the hub's")));
        if reader.is_complete() {
            assert!(reader.unfinished().is_none());
            break;
        }
        unfinished = reader.unfinished();
    }
    assert_eq!(told, [1, 2, 3, 4, 5]);
}

#[test]
fn a_reply_that_does_not_go_on_begins_another_stream() {
    let body = write(head(), parts(), &key());
    let mut reader = Reader::new(key().public(), None);
    assert!(!cursors(&reader.push(&body[..body.len() - 3]).expect("the hub's")).is_empty());
    let other = Head { counter: 9, ..head() };
    let mut reader = Reader::new(key().public(), reader.unfinished());
    let received = reader.push(&write(other, parts(), &key())).expect("the hub's");
    assert_eq!(cursors(&received), [1, 2, 3, 4, 5]);
}

#[test]
fn a_flipped_bit_is_found_and_gives_no_other_part() {
    let body = write(head(), parts(), &key());
    let right = Reader::new(key().public(), None).push(&body).expect("the hub's");
    for at in 0..body.len() {
        let mut damaged = body.clone();
        damaged[at] ^= 4;
        let mut reader = Reader::new(key().public(), None);
        let mut received = Vec::new();
        for byte in &damaged {
            match reader.push(&[*byte]) {
                Ok(more) => received.extend(more),
                Err(_) => break,
            }
        }
        // The last bits of a flushed stretch may stand for nothing.
        assert!(right.starts_with(&received), "byte {at}");
    }
}

#[test]
fn long_replies_come_whole_whether_they_compress_or_not() {
    for mask in [0x0f, 0xff] {
        let mut noise = 1_u32;
        let mut byte = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8 & mask
        };
        let parts: Vec<Part> = (0..60)
            .map(|number: u8| {
                let bytes = (0..100 * usize::from(number)).map(|_| byte()).collect::<Vec<u8>>();
                let piece = Piece {
                    at: 0,
                    bytes: ByteBuf::from(bytes),
                    is_last: false,
                };
                Part::new(vec![Update::Piece(piece)], Cursor(ByteBuf::from(vec![number])))
            })
            .collect();
        let body = write(head(), parts, &key());
        let received = Reader::new(key().public(), None).push(&body).expect("the hub's");
        assert_eq!(cursors(&received).len(), 60);
    }
}

#[test]
fn another_hubs_reply_is_not_taken() {
    let body = write(head(), parts(), &Key::from_secret(&[8; 32]));
    assert_eq!(Reader::new(key().public(), None).push(&body), Err(ReplyError::OtherHub));
}

#[test]
fn a_part_that_expands_to_too_much_is_refused() {
    let bytes = ByteBuf::from(vec![0; EXPANDED_PART_BYTES + 1]);
    let piece = Piece {
        at: 0,
        bytes,
        is_last: true,
    };
    let body = write(
        head(),
        vec![Part::new(vec![Update::Piece(piece)], Cursor::default())],
        &key(),
    );
    assert!(body.len() < 1_000);
    assert!(Reader::new(key().public(), None).push(&body).is_err());
}

#[test]
fn nothing_follows_the_last_part() {
    let mut body = write(head(), parts(), &key());
    body.extend(framed(vec![1]));
    assert_eq!(Reader::new(key().public(), None).push(&body), Err(ReplyError::TooMuch));
}
