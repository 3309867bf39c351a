//! What couriers bring to the hub, and what it gives them.

use std::{collections::BTreeMap, fs::File, path::PathBuf};

use satchel_hub::satchel::{SatchelError, Unpacked};
use satchel_shared::{
    exchange::{PROTOCOL, Verdict},
    ledger::Decision,
    limits::ATTACHMENT_PIECE_BYTES,
    satchel::{Answer, Content, Envelope, FilePiece, Judged, Letter, Said, Writer, frame, name_of},
    seal::Purpose,
    wire,
};
use serde_bytes::{ByteArray, ByteBuf};

use crate::world::{Device, Draft, World, code_of, packs_of};

impl World {
    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A device's satchel for the hub.
    pub(crate) fn packed(&self, device: &Device, name: &str, contents: &[Content], most: Option<u64>) -> Vec<PathBuf> {
        self.packed_by(PROTOCOL, device, name, contents, most)
    }

    fn packed_by(
        &self,
        protocol: u8,
        device: &Device,
        name: &str,
        contents: &[Content],
        most: Option<u64>,
    ) -> Vec<PathBuf> {
        let out = self.place(name);
        let letter = Letter {
            protocol,
            to: self.hub.id(),
            cursor: device.cursor.clone(),
            wanted: Vec::new(),
            at: 7,
            succession: Vec::new(),
            pieces: None,
        };
        let open = |number| File::create(name_of(&out, number));
        let mut writer = Writer::new(&device.key, self.hub.public_key(), letter, most, open);
        for content in contents {
            writer.add(content).expect("written");
        }
        let (packed, _) = writer.finish().expect("written");
        (1..=packed.files).map(|number| name_of(&out, number)).collect()
    }

    pub(crate) async fn unpack(&self, files: &[PathBuf]) -> Unpacked {
        let answers = self.place("answers");
        self.hub.unpack(files, &answers, None).await.expect("unpacked")
    }
}

/// What the hub says to a device in a file.
fn said(device: &Device, file: &PathBuf) -> Vec<Said> {
    let mut reader = frame::Reader::default();
    let mut found = reader.push(&std::fs::read(file).expect("a file"));
    found.extend(reader.end());
    let mut said = Vec::new();
    for it in found {
        let frame::Found::Piece(Envelope::Sealed { to, bytes }) = it else {
            panic!("damaged, or in the clear");
        };
        assert_eq!(to, device.key.id());
        if let Content::Answer(answer) = Content::open(&bytes, &device.key).expect("for this device") {
            said.push(Answer::open(&answer).expect("the hub's").0.said);
        }
    }
    said
}

fn verdicts(said: &[Said]) -> Vec<Verdict> {
    let mut all = Vec::new();
    for it in said {
        if let Said::Verdicts(judged) = it {
            all.extend(judged.iter().filter_map(|it| match it {
                Judged::Pack { verdict, .. } | Judged::Decision { verdict, .. } => Some(verdict.clone()),
                Judged::File(_) => None,
            }));
        }
    }
    all
}

fn pack(bytes: Vec<u8>) -> Content {
    Content::Pack(ByteBuf::from(bytes))
}

#[tokio::test]
async fn what_a_courier_brought_is_taken_once_and_answered_each_time() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (device, mut colleague) = (world.lead(office).await, world.lead(office).await);
    colleague.receive().await;
    let mut draft = Draft::new(&device, 1);
    let bytes = draft.write("Training");
    let (submission, ..) = device.submission(&mut draft);
    let files = world.packed(
        &device,
        "in.satchel",
        &[pack(bytes.clone()), Content::Decision(submission)],
        None,
    );
    for _ in 0..2 {
        let unpacked = world.unpack(&files).await;
        assert_eq!((unpacked.taken, unpacked.refused, unpacked.answers.len()), (2, 0, 1));
        let said = said(&device, &unpacked.answers[0]);
        assert_eq!(verdicts(&said), [Verdict::Accepted, Verdict::Accepted]);
        assert!(matches!(said.last(), Some(Said::Updates { .. })));
    }
    assert_eq!(packs_of(&colleague.receive().await.updates), [bytes.as_slice()]);
    assert_eq!(world.hub.verify().await.expect("whole"), 1);
}

/// Its satchel may lie about for long: by then the rules might take what they did not.
#[tokio::test]
async fn a_decision_that_was_refused_stays_refused_when_it_is_read_again() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (device, mut colleague) = (world.lead(office).await, world.lead(office).await);
    let mut draft = Draft::new(&device, 1);
    draft.write("One");
    let (late, version, bytes) = device.submission(&mut draft);
    let same = colleague.decide(&draft, Decision::Submitted { version }, Some(&bytes));
    assert_eq!(colleague.send_decision(&same).await, Verdict::Accepted);
    let files = world.packed(&device, "in.satchel", &[Content::Decision(late)], None);
    let refused = async || {
        let unpacked = world.unpack(&files).await;
        code_of(&verdicts(&said(&device, &unpacked.answers[0]))[0]).to_owned()
    };
    assert_eq!(refused().await, "already-submitted");
    draft.write("Two");
    let (second, ..) = colleague.submission(&mut draft);
    assert_eq!(colleague.send_decision(&second).await, Verdict::Accepted);
    assert_eq!(refused().await, "already-submitted");
    assert_eq!(world.hub.verify().await.expect("whole"), 2);
}

#[tokio::test]
async fn a_courier_carries_packs_of_others() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (courier, colleague) = (world.lead(office).await, world.lead(office).await);
    let mut stranger = world.lead(office).await;
    stranger.key = world.new_key();
    let of_colleague = Draft::new(&colleague, 1).write("Training");
    let of_stranger = Draft::new(&stranger, 2).write("Another");
    let files = world.packed(&courier, "in.satchel", &[pack(of_colleague), pack(of_stranger)], None);
    let unpacked = world.unpack(&files).await;
    let told = verdicts(&said(&courier, &unpacked.answers[0]));
    assert_eq!(told[0], Verdict::Accepted);
    assert_eq!(code_of(&told[1]), "unknown-device");
}

#[tokio::test]
async fn nothing_is_taken_of_what_a_revoked_device_brings_and_it_is_told_so() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (device, colleague) = (world.lead(office).await, world.lead(office).await);
    let (own, other) = (
        Draft::new(&device, 1).write("One"),
        Draft::new(&colleague, 2).write("Two"),
    );
    let files = world.packed(&device, "in.satchel", &[pack(own), pack(other)], None);
    world.hub.revoke_device(device.key.id()).await.expect("revoked");
    let unpacked = world.unpack(&files).await;
    assert_eq!((unpacked.taken, unpacked.refused), (0, 2));
    let said = said(&device, &unpacked.answers[0]);
    assert!(matches!(&said[..], [Said::Refused(refused)] if refused.code == "device-revoked"));
    let out = world.place("out.satchel");
    let refused = world.hub.pack(&out, device.key.id(), None).await;
    assert!(matches!(refused, Err(SatchelError::DeviceRevoked(_))));
}

#[tokio::test]
async fn a_satchel_of_another_version_is_not_taken_and_is_told_so() {
    let world = World::new().await;
    let office = world.field_office().await;
    let device = world.lead(office).await;
    let contents = [pack(Draft::new(&device, 1).write("One"))];
    let numbered = world.packed_by(PROTOCOL + 1, &device, "in.satchel", &contents, None);
    // Its letters may say other things than ours, but for the number.
    let letter = wire::to_cbor(&BTreeMap::from([("v", PROTOCOL + 1)]));
    let letter = Content::Letter(ByteBuf::from(device.key.seal(Purpose::Letter, letter)));
    let [content] = contents;
    let pieces = [letter, content].map(|it| frame::write(&Envelope::seal(&it, world.hub.public_key())));
    let strange = world.place("strange.satchel");
    std::fs::write(&strange, pieces.concat()).expect("written");
    for files in [numbered, vec![strange]] {
        let unpacked = world.unpack(&files).await;
        assert_eq!((unpacked.taken, unpacked.refused), (0, 1));
        let said = said(&device, &unpacked.answers[0]);
        assert!(matches!(&said[..], [Said::Refused(refused)] if refused.code == "protocol-unknown"));
    }
}

#[tokio::test]
async fn a_damaged_piece_is_refused_alone_and_a_split_satchel_is_taken_file_by_file() {
    let world = World::new().await;
    let office = world.field_office().await;
    let device = world.lead(office).await;
    let contents: Vec<Content> = (1..=6)
        .map(|number| pack(Draft::new(&device, number).write("Training")))
        .collect();
    let whole = world.packed(&device, "whole.satchel", &contents, None);
    let mut bytes = std::fs::read(&whole[0]).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&whole[0], bytes).expect("written");
    let unpacked = world.unpack(&whole).await;
    assert_eq!((unpacked.taken, unpacked.damaged), (5, 1));
    let split = world.packed(&device, "split.satchel", &contents, Some(2_000));
    assert!(split.len() > 2, "{split:?}");
    let mut taken = 0;
    for file in split.iter().rev() {
        taken += world.unpack(std::slice::from_ref(file)).await.taken;
    }
    assert_eq!(taken, 6);
    // What builds on what is in another file is taken in whatever order a shell names them.
    let mut draft = Draft::new(&device, 7);
    let contents: Vec<Content> = (1..=6)
        .map(|number| pack(draft.write(&format!("Training {number}"))))
        .collect();
    let mut split = world.packed(&device, "chain.satchel", &contents, Some(2_000));
    assert!(split.len() > 2, "{split:?}");
    split.reverse();
    let unpacked = world.unpack(&split).await;
    assert_eq!((unpacked.taken, unpacked.refused), (6, 0));
}

#[tokio::test]
async fn pieces_of_a_file_that_another_satchel_lacked_make_it_whole_and_an_empty_file_comes_too() {
    let world = World::new().await;
    let office = world.field_office().await;
    let device = world.lead(office).await;
    let bytes = vec![7; 2 * ATTACHMENT_PIECE_BYTES + 5];
    let pieces: Vec<Content> = bytes
        .chunks(ATTACHMENT_PIECE_BYTES)
        .enumerate()
        .map(|(place, part)| file_piece(&bytes, place * ATTACHMENT_PIECE_BYTES, part))
        .collect();
    // As if the first piece, and then the last, had been damaged on the way.
    let later = world.packed(&device, "later.satchel", &pieces[1..], None);
    let unpacked = world.unpack(&later).await;
    assert_eq!((unpacked.pieces, unpacked.files, unpacked.refused), (2, 0, 0));
    let first = world.packed(&device, "first.satchel", &pieces[..1], None);
    let unpacked = world.unpack(&first).await;
    assert_eq!((unpacked.files, unpacked.refused), (1, 0));
    let told = said(&device, &unpacked.answers[0]);
    assert!(
        told.iter()
            .any(|it| matches!(it, Said::Verdicts(judged) if matches!(judged[..], [Judged::File(_)])))
    );

    let empty = world.packed(&device, "empty.satchel", &[file_piece(&[], 0, &[])], None);
    assert_eq!(world.unpack(&empty).await.files, 1);
    // No device cuts a file like this.
    let other = [file_piece(&bytes[1..], 3, &bytes[4..])];
    let other = world.packed(&device, "other.satchel", &other, None);
    assert_eq!(world.unpack(&other).await.refused, 1);
}

fn file_piece(whole: &[u8], at: usize, bytes: &[u8]) -> Content {
    Content::File(FilePiece {
        hash: ByteArray::new(blake3::hash(whole).into()),
        length: whole.len() as u64,
        at: at as u64,
        bytes: ByteBuf::from(bytes),
    })
}

#[tokio::test]
async fn the_hub_packs_what_is_new_since_a_device_wrote() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut device, mut colleague) = (world.lead(office).await, world.lead(office).await);
    device.receive().await;
    world.unpack(&world.packed(&device, "in.satchel", &[], None)).await;
    let bytes = Draft::new(&colleague, 1).write("Training");
    colleague.send_packs(std::slice::from_ref(&bytes)).await;
    let out = world.place("out.satchel");
    world.hub.pack(&out, device.key.id(), None).await.expect("packed");
    let said = said(&device, &out);
    let [Said::Updates { before, updates, after }] = &said[..] else {
        panic!("{said:?}");
    };
    assert_eq!(*before, device.cursor);
    assert_ne!(after, before);
    assert_eq!(packs_of(updates), [bytes.as_slice()]);
}

#[tokio::test]
async fn what_is_no_satchel_is_told_by_its_name_and_keeps_no_other_from_being_read() {
    let world = World::new().await;
    let office = world.field_office().await;
    let device = world.lead(office).await;
    let good = world.packed(&device, "z.satchel", &[pack(Draft::new(&device, 1).write("One"))], None);
    let other = world.place("letter.txt");
    std::fs::write(&other, "Dear colleagues").expect("written");
    let absent = world.place("absent");
    let unpacked = world.unpack(&[other.clone(), absent.clone(), good[0].clone()]).await;
    assert_eq!((unpacked.taken, unpacked.answers.len()), (1, 1));
    let told = unpacked.unread.concat();
    for name in [other, absent] {
        assert!(told.contains(&name.display().to_string()), "{told}");
    }
}
