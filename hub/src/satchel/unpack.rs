//! Reading satchels, and answering those who wrote a letter.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use satchel_shared::{
    exchange::{Cursor, PROTOCOL, Refused, SealedDecision, Verdict, protocol_of},
    ids::{DeviceId, KeyBytes},
    limits::{SATCHEL_TAKEN_BYTES, SATCHEL_WANTED_FILES},
    pack::Pack,
    satchel::{Content, ENDING, Envelope, FilePiece, Judged, Letter, frame, in_order},
    seal::{PublicKey, Purpose, Sealed},
};
use serde_bytes::ByteBuf;

use super::{SatchelError, Unpacked, answer::Answering, at_file};
use crate::{
    attachments::AttachmentError,
    enrolment::{EnrolmentError, open_courier_request},
    exchange::ExchangeError,
    hub::Hub,
    store::{ContentHash, Device, StoreError},
};

/// Who gets an answer, and what is in it.
struct Correspondent {
    key: PublicKey,
    enrolled: Option<Vec<u8>>,
    refused: Option<Refused>,
    cursor: Cursor,
    wanted: Vec<ContentHash>,
    judged: Vec<Judged>,
    files: BTreeSet<ContentHash>,
}

/// What is to be taken together.
#[derive(Default)]
struct Batch {
    packs: Vec<ByteBuf>,
    decisions: Vec<SealedDecision>,
    bytes: usize,
}

/// Satchels that are being read.
struct Unpacking<'a> {
    hub: &'a Hub,
    correspondents: BTreeMap<(DeviceId, String), Correspondent>,
    /// Who wrote the last letter of the file that is read.
    sender: Option<(Device, (DeviceId, String))>,
    batch: Batch,
    unpacked: Unpacked,
}

impl Hub {
    /// Takes what is in satchels, and writes an answer for each letter and each request to enrol into a folder.
    ///
    /// A file that cannot be read, or is none, keeps no other from being taken: [`Unpacked::unread`] says why.
    ///
    /// # Errors
    /// [`SatchelError`]: what was taken before stays taken, and all of it may be read again.
    pub async fn unpack(&self, files: &[PathBuf], answers: &Path, most: Option<u64>) -> Result<Unpacked, SatchelError> {
        let mut unpacking = Unpacking {
            hub: self,
            correspondents: BTreeMap::new(),
            sender: None,
            batch: Batch::default(),
            unpacked: Unpacked::default(),
        };
        for file in in_order(files) {
            let read = unpacking.read(file).await;
            // Also what stands before the place where a disk failed.
            unpacking.take_batch().await?;
            match read {
                Ok(()) => {}
                Err(error @ (SatchelError::NotASatchel(_) | SatchelError::File { .. })) => {
                    unpacking.unpacked.unread.push(error.to_string());
                }
                Err(error) => return Err(error),
            }
        }
        at_file(answers, fs::create_dir_all(answers))?;
        let Unpacking {
            correspondents,
            mut unpacked,
            ..
        } = unpacking;
        for ((device, name), correspondent) in correspondents {
            let out = answers.join(format!("{device}-{name}.{ENDING}"));
            correspondent.answer(self, device, &out, most).await?;
            unpacked.answers.push(out);
        }
        Ok(unpacked)
    }
}

impl Unpacking<'_> {
    async fn read(&mut self, path: &Path) -> Result<(), SatchelError> {
        let mut file = at_file(path, File::open(path))?;
        let mut reader = frame::Reader::default();
        let mut chunk = vec![0; 64 << 10];
        let mut pieces = 0_u64;
        self.sender = None;
        loop {
            let read = match file.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => at_file(path, read)?,
            };
            if read == 0 {
                break;
            }
            for found in reader.push(chunk.get(..read).unwrap_or_default()) {
                pieces += u64::from(matches!(found, frame::Found::Piece(_)));
                self.take(found).await?;
            }
        }
        for found in reader.end() {
            pieces += u64::from(matches!(found, frame::Found::Piece(_)));
            self.take(found).await?;
        }
        if pieces == 0 {
            return Err(SatchelError::NotASatchel(path.to_owned()));
        }
        Ok(())
    }

    async fn take(&mut self, found: frame::Found) -> Result<(), SatchelError> {
        let envelope = match found {
            frame::Found::Damaged { .. } => {
                self.unpacked.damaged += 1;
                return Ok(());
            }
            frame::Found::Piece(envelope) => envelope,
        };
        match envelope {
            Envelope::Enrolment(body) => self.enrol(&body).await,
            Envelope::Sealed { to, .. } if to != self.hub.id() => {
                self.unpacked.for_others += 1;
                Ok(())
            }
            Envelope::Sealed { bytes, .. } => match Content::open(&bytes, self.hub.key()) {
                Ok(content) => self.take_content(content).await,
                Err(_) => {
                    self.unpacked.damaged += 1;
                    Ok(())
                }
            },
        }
    }

    async fn take_content(&mut self, content: Content) -> Result<(), SatchelError> {
        if !matches!(content, Content::Letter(_)) {
            self.unpacked.pieces += 1;
            let correspondent = self
                .sender
                .as_ref()
                .and_then(|(_, place)| self.correspondents.get(place));
            if correspondent.is_some_and(|it| it.refused.is_some()) {
                self.unpacked.refused += 1;
                return Ok(());
            }
        }
        match content {
            Content::Letter(bytes) => self.read_letter(&bytes).await,
            Content::Pack(pack) => {
                self.batch.bytes += pack.len();
                self.batch.packs.push(pack);
                self.take_full_batch().await
            }
            Content::Decision(decision) => {
                // After the packs before it, as in an exchange; packs that follow come with the next.
                self.batch.bytes += decision.bytes();
                self.batch.decisions.push(decision);
                self.take_full_batch().await
            }
            Content::File(piece) => self.take_file(piece).await,
            // The hub knows its devices; what else there is comes from a hub.
            Content::Introduction(_) | Content::Enrolled(_) | Content::Answer(_) => Ok(()),
        }
    }

    async fn read_letter(&mut self, bytes: &[u8]) -> Result<(), SatchelError> {
        // What was read before is the last letter's; what follows is not, whatever this one turns out to be.
        self.take_batch().await?;
        self.sender = None;
        let Ok(sealed) = Sealed::parse(bytes) else {
            self.unpacked.damaged += 1;
            return Ok(());
        };
        let Some(device) = self.hub.store().device(sealed.signer()).await? else {
            // Whoever it is was let in by another hub, or never: what it signed is refused piece by piece.
            return Ok(());
        };
        let mut device = device;
        if device.is_rescued()
            && let Some(key) = device.former_key_of(&sealed, Purpose::Letter)
        {
            device.key = key;
        }
        let Ok(payload) = sealed.clone().open(&device.key, Purpose::Letter) else {
            let is_answered = self.correspondents.keys().any(|(known, _)| *known == device.id);
            match device.former_key_of(&sealed, Purpose::Letter) {
                None => self.unpacked.damaged += 1,
                // The end of the satchel by which the key was replaced.
                Some(_) if is_answered => {}
                // Perhaps by whoever else has that key: who has it is told, and nothing that follows is taken.
                Some(key) => {
                    let refused = refuse(ExchangeError::replaced(key));
                    let device = Device { key, ..device };
                    self.correspond(device, "key-replaced".to_owned(), Some(refused), None);
                }
            }
            return Ok(());
        };
        let protocol = protocol_of(&payload).unwrap_or_default();
        if protocol != u64::from(PROTOCOL) {
            let refused = refuse(ExchangeError::ProtocolUnknown(protocol));
            self.correspond(device, "another-version".to_owned(), Some(refused), None);
            return Ok(());
        }
        let letter = match Letter::open(sealed, &device.key) {
            Ok(letter) if letter.to == self.hub.id() => letter,
            Ok(_) | Err(_) => {
                self.unpacked.damaged += 1;
                return Ok(());
            }
        };
        let refused = (!device.is_heard()).then(|| refuse(ExchangeError::DeviceRevoked(device.id)));
        if !device.is_revoked() {
            let mut transaction = self.hub.store().begin().await?;
            transaction.note_letter(device.id, &letter.cursor.0).await?;
            transaction.commit().await?;
        }
        self.correspond(device, letter.at.to_string(), refused, Some(letter));
        Ok(())
    }

    /// What follows is of this device, which gets an answer of this name; only a refusal where there is one.
    fn correspond(&mut self, device: Device, name: String, refused: Option<Refused>, letter: Option<Letter>) {
        let place = (device.id, name);
        let (cursor, wanted) = letter.map(|letter| (letter.cursor, letter.wanted)).unwrap_or_default();
        let wanted = wanted.iter().take(SATCHEL_WANTED_FILES);
        self.correspondents.entry(place.clone()).or_insert(Correspondent {
            key: device.key,
            enrolled: None,
            refused,
            cursor,
            wanted: wanted.map(|hash| hash.into_array()).collect(),
            judged: Vec::new(),
            files: BTreeSet::new(),
        });
        self.sender = Some((device, place));
    }

    async fn take_full_batch(&mut self) -> Result<(), SatchelError> {
        if self.batch.bytes >= SATCHEL_TAKEN_BYTES {
            self.take_batch().await?;
        }
        Ok(())
    }

    async fn take_batch(&mut self) -> Result<(), SatchelError> {
        let Batch { packs, decisions, .. } = std::mem::take(&mut self.batch);
        if packs.is_empty() && decisions.is_empty() {
            return Ok(());
        }
        let about_packs: Vec<_> = packs.iter().map(|pack| Pack::about(pack).ok()).collect();
        let about_decisions: Vec<_> = decisions.iter().map(SealedDecision::about).collect();
        let taken = self.hub.take_carried(packs, decisions).await?;
        for verdict in taken.packs.iter().chain(&taken.decisions) {
            match verdict {
                Verdict::Accepted => self.unpacked.taken += 1,
                Verdict::Refused(_) => self.unpacked.refused += 1,
            }
        }
        let Some(correspondent) = self
            .sender
            .as_ref()
            .and_then(|(_, place)| self.correspondents.get_mut(place))
        else {
            return Ok(());
        };
        let packs = about_packs.into_iter().zip(taken.packs);
        let packs = packs.filter_map(|(about, verdict)| {
            let (record, heads) = about?;
            Some(Judged::Pack { record, heads, verdict })
        });
        let decisions = about_decisions.into_iter().zip(taken.decisions);
        let decisions = decisions.filter_map(|(about, verdict)| {
            let (event, record) = about?;
            Some(Judged::Decision { event, record, verdict })
        });
        correspondent.judged.extend(packs.chain(decisions));
        Ok(())
    }

    async fn take_file(&mut self, piece: FilePiece) -> Result<(), SatchelError> {
        let Some((device, place)) = &self.sender else {
            return Ok(());
        };
        if !device.is_heard() {
            self.unpacked.refused += 1;
            return Ok(());
        }
        let hash = piece.hash.into_array();
        let taken = self
            .hub
            .take_attachment_piece(device, &hash, piece.length, piece.at, piece.bytes.into_vec());
        match taken.await {
            Ok(came) if came.is_whole => {
                if let Some(correspondent) = self.correspondents.get_mut(place)
                    && correspondent.files.insert(hash)
                {
                    self.unpacked.files += 1;
                    correspondent.judged.push(Judged::File(piece.hash));
                }
            }
            Ok(_) => {}
            Err(
                AttachmentError::Unknown
                | AttachmentError::NotNext(_)
                | AttachmentError::TooLarge
                | AttachmentError::OfficeFull
                | AttachmentError::OtherLength
                | AttachmentError::Damaged,
            ) => self.unpacked.refused += 1,
            Err(error @ (AttachmentError::Store(_) | AttachmentError::Objects(_))) => return Err(error.into()),
        }
        Ok(())
    }

    async fn enrol(&mut self, body: &[u8]) -> Result<(), SatchelError> {
        let Ok((request, key)) = open_courier_request(body) else {
            self.unpacked.damaged += 1;
            return Ok(());
        };
        if !self.hub.id().0.starts_with(&request.hub) || request.hub.is_empty() {
            self.unpacked.for_others += 1;
            return Ok(());
        }
        self.unpacked.pieces += 1;
        let (enrolled, refused) = match self.hub.enrol_by_courier(&request, key).await {
            Ok(reply) => {
                self.unpacked.enrolled += 1;
                (Some(reply), None)
            }
            Err(EnrolmentError::Store(error)) => return Err(error.into()),
            Err(error) => {
                self.unpacked.refused += 1;
                let detail = error.to_string();
                let code = error.code().to_owned();
                (None, Some(Refused { code, detail }))
            }
        };
        let name = "enrolment".to_owned();
        let correspondent = Correspondent {
            key,
            enrolled,
            refused,
            cursor: Cursor::default(),
            wanted: Vec::new(),
            judged: Vec::new(),
            files: BTreeSet::new(),
        };
        self.correspondents.insert((key.id(), name), correspondent);
        Ok(())
    }
}

fn refuse(error: ExchangeError) -> Refused {
    Refused {
        code: error.code().to_owned(),
        detail: error.to_string(),
    }
}

impl Correspondent {
    async fn answer(self, hub: &Hub, id: DeviceId, out: &Path, most: Option<u64>) -> Result<(), SatchelError> {
        // What is new is for the key that the device has by now, perhaps by this very satchel.
        let device = hub.store().device(id).await?.filter(|_| self.refused.is_none());
        let to = device.as_ref().map_or(self.key, |device| device.key);
        let mut answering = Answering::begin(hub, to, out, most);
        if let Some(refused) = self.refused {
            let about = Some(KeyBytes(self.key.to_bytes()));
            answering.refuse(refused, about)?;
            answering.finish()?;
            return Ok(());
        }
        if let Some(reply) = self.enrolled {
            answering.add(&Content::Enrolled(ByteBuf::from(reply)))?;
        }
        answering.add_verdicts(&self.judged)?;
        let device = device.ok_or(StoreError::Damaged("device"))?;
        if device.is_revoked() {
            // What it brought is rescued; it gets nothing.
            let about = Some(KeyBytes(device.key.to_bytes()));
            answering.refuse(refuse(ExchangeError::DeviceRevoked(id)), about)?;
            answering.finish()?;
            return Ok(());
        }
        answering.add_updates(&device, self.cursor).await?;
        for hash in &self.wanted {
            answering.add_file(&device, hash).await?;
        }
        answering.finish()?;
        Ok(())
    }
}
