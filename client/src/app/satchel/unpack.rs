//! Unpacking: what a colleague or the hub packed for this device.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read},
    path::Path,
};

use satchel_shared::{
    exchange::{PROTOCOL, Refused, protocol_of},
    ids::DeviceId,
    invitation::InvitationCode,
    limits::{ATTACHMENT_BYTES, EXCHANGE_BYTES, SATCHEL_TAKEN_BYTES},
    satchel::{Answer, Content, Envelope, FilePiece, Letter, Said, frame},
    seal::{Key, PublicKey, Sealed},
    window::UnpackedSatchel,
    wire,
};
use serde_bytes::ByteBuf;

use crate::{
    app::{
        App, SatchelError,
        attachments::disk,
        exchange::receive::by_file::{Brought, Kept},
    },
    error::AppError,
    sync::{SyncError, engine},
    vault::{VaultError, attachments, members, record_files, records::Stale, settings, sync_state},
};

/// A satchel that is being read.
struct Unpacking<'a> {
    app: &'a App,
    key: Key,
    hub: Option<PublicKey>,
    /// By which this device asked to be let into an office.
    code: Option<InvitationCode>,
    /// Who packed it, where that is not the hub. Its own pieces may introduce it.
    sender: Option<DeviceId>,
    /// Whether the hub wrote the last letter.
    is_of_hub: bool,
    /// Whether the last letter was of another version of this program: what follows it is not read.
    is_of_other_version: bool,
    /// Pieces that were not read for that.
    of_other_version: usize,
    brought: Vec<Brought>,
    bytes: usize,
    /// Files come after the packs that name them, which are read for it once.
    is_followed: bool,
    for_others: BTreeSet<DeviceId>,
    refused: Option<Refused>,
    unpacked: UnpackedSatchel,
}

impl App {
    /// Takes what is in a satchel's file. What cannot be used is set aside, what is damaged is counted, and all else is kept:
    /// the file can be read again, and changes nothing twice.
    ///
    /// # Errors
    /// [`SatchelError::NotASatchel`], [`SatchelError::ForAnother`], [`AppError::NotEnrolled`], what the hub says in place of an
    /// answer, or what the disk says.
    pub fn unpack(&self, file: &Path) -> Result<UnpackedSatchel, AppError> {
        self.unpack_as(file, &file.display().to_string())
    }

    /// The same of a file that the person knows by another name.
    pub(super) fn unpack_as(&self, file: &Path, name: &str) -> Result<UnpackedSatchel, AppError> {
        let mut unpacking = self.with_open(|open| {
            let vault = open.vault.read();
            // What is new may be for the key that headquarters has been told of already.
            let next = settings::next_key(vault)?;
            let key = open.key.clone();
            Ok(Unpacking {
                app: self,
                key: match next {
                    Some(next) => key.replaced_by(&next),
                    None => key,
                },
                hub: settings::hub(vault)?.map(|hub| hub.key),
                code: settings::courier_code(vault)?,
                sender: None,
                is_of_hub: false,
                is_of_other_version: false,
                of_other_version: 0,
                brought: Vec::new(),
                bytes: 0,
                is_followed: false,
                for_others: BTreeSet::new(),
                refused: None,
                unpacked: UnpackedSatchel::default(),
            })
        })?;
        let aside = self.with_open(|open| Ok(sync_state::set_aside(open.vault.read())?.len()))?;
        let read = unpacking.read(file);
        // Also what stands before the place where a disk failed.
        unpacking.keep()?;
        read?;
        let name = name.to_owned();
        let Unpacking {
            for_others,
            refused,
            sender,
            of_other_version,
            mut unpacked,
            ..
        } = unpacking;
        if let Some(Refused { code, detail }) = refused {
            let answer = Vec::new();
            return Err(SyncError::Refused { code, detail, answer }.into());
        }
        if of_other_version > 0 && unpacked.pieces == 0 {
            return Err(SatchelError::OtherVersion(name).into());
        }
        unpacked.damaged += of_other_version;
        if unpacked.pieces == 0 && unpacked.letters == 0 {
            return Err(match for_others.first() {
                Some(to) => {
                    let to = self.name_of(*to)?;
                    SatchelError::ForAnother { name, to }.into()
                }
                None => SatchelError::NotASatchel(name).into(),
            });
        }
        let now_aside = self.with_open(|open| Ok(sync_state::set_aside(open.vault.read())?.len()))?;
        unpacked.from = sender.map(|sender| self.name_of(sender)).transpose()?;
        unpacked.set_aside = now_aside.saturating_sub(aside);
        self.follow(Stale::All)?;
        Ok(unpacked)
    }

    /// A device's member where that is known, otherwise its id.
    fn name_of(&self, device: DeviceId) -> Result<String, AppError> {
        self.with_open(|open| {
            let member = members::name(open.vault.read(), device)?;
            Ok(member.unwrap_or_else(|| device.to_string()))
        })
    }
}

impl Unpacking<'_> {
    fn read(&mut self, path: &Path) -> Result<(), AppError> {
        let mut file = File::open(path).map_err(|error| disk(path, error))?;
        let mut reader = frame::Reader::default();
        let mut chunk = vec![0; 64 << 10];
        loop {
            let read = match file.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read.map_err(|error| disk(path, error))?,
            };
            if read == 0 {
                break;
            }
            for found in reader.push(chunk.get(..read).unwrap_or_default()) {
                self.take(found)?;
            }
        }
        for found in reader.end() {
            self.take(found)?;
        }
        Ok(())
    }

    fn take(&mut self, found: frame::Found) -> Result<(), AppError> {
        let (to, bytes) = match found {
            frame::Found::Damaged { .. } => {
                self.unpacked.damaged += 1;
                return Ok(());
            }
            // For a hub, which one does not matter here.
            frame::Found::Piece(Envelope::Enrolment(_)) => return Ok(()),
            frame::Found::Piece(Envelope::Sealed { to, bytes }) => (to, bytes),
        };
        if to != self.key.id() {
            self.for_others.insert(to);
            self.unpacked.for_others += 1;
            return Ok(());
        }
        match Content::open(&bytes, &self.key) {
            Ok(content) => self.take_content(content, bytes.len()),
            Err(_) => {
                self.unpacked.damaged += 1;
                Ok(())
            }
        }
    }

    fn take_content(&mut self, content: Content, bytes: usize) -> Result<(), AppError> {
        let brought = match content {
            Content::Letter(bytes) => {
                return self.read_letter(&bytes);
            }
            _ if self.is_of_other_version => {
                self.of_other_version += 1;
                return Ok(());
            }
            Content::Enrolled(reply) => {
                self.unpacked.pieces += 1;
                return self.join(&reply);
            }
            Content::File(piece) => {
                self.unpacked.pieces += 1;
                return self.take_file(&piece);
            }
            // Only a hub takes a decision.
            Content::Decision(_) => return Ok(()),
            Content::Introduction(introduction) => Brought::Introduction(introduction),
            Content::Pack(bytes) => Brought::Pack(bytes),
            Content::Answer(bytes) => match self.answer(&bytes)? {
                Some(answer) => Brought::Answer(answer),
                None => {
                    self.unpacked.damaged += 1;
                    return Ok(());
                }
            },
        };
        self.unpacked.pieces += 1;
        if let Brought::Answer(answer) = &brought
            && let Said::Refused(refused) = &answer.said
        {
            let is_settled = self.hub.is_some() && self.app.with_vault(|open| open.act_on_answer(answer))?;
            self.refused = Some(refused.clone()).filter(|_| !is_settled);
            return Ok(());
        }
        if self.hub.is_none() {
            return Err(AppError::NotEnrolled);
        }
        self.brought.push(brought);
        self.bytes += bytes;
        self.is_followed = false;
        if self.bytes >= SATCHEL_TAKEN_BYTES {
            self.keep()?;
        }
        Ok(())
    }

    /// An answer of the hub that this device belongs to, or wants to belong to.
    fn answer(&mut self, bytes: &[u8]) -> Result<Option<Answer>, AppError> {
        let Ok((answer, key)) = Answer::open(bytes) else {
            return Ok(None);
        };
        let is_right = match self.hub {
            Some(_) => {
                self.follow_hub_key(&answer.succession)?;
                self.hub == Some(key)
            }
            None => {
                let is_asked = self.code.as_ref().is_some_and(|code| code.is_of(key.id()));
                is_asked && matches!(answer.said, Said::Refused(_))
            }
        };
        Ok(Some(answer).filter(|answer| is_right && answer.to == self.key.id()))
    }

    fn follow_hub_key(&mut self, succession: &[ByteBuf]) -> Result<(), AppError> {
        if self.app.with_vault(|open| open.follow_hub_key(succession))? {
            self.hub = self.hub.map(|hub| hub.succeeded(succession));
        }
        Ok(())
    }

    /// Says from whom what follows comes; what that says is signed by itself.
    fn read_letter(&mut self, bytes: &[u8]) -> Result<(), AppError> {
        let Ok(sealed) = Sealed::parse(bytes) else {
            self.unpacked.damaged += 1;
            return Ok(());
        };
        if self.hub.is_some_and(|hub| sealed.signer() == hub.id()) {
            let said = sealed.unverified().unwrap_or_default();
            let said = wire::from_cbor::<Letter>(said, EXCHANGE_BYTES, "a letter");
            self.follow_hub_key(&said.map(|letter| letter.succession).unwrap_or_default())?;
        }
        self.unpacked.letters += 1;
        self.is_of_other_version = sealed.unverified().and_then(protocol_of) != Some(u64::from(PROTOCOL));
        self.is_of_hub = self.hub.is_some_and(|hub| {
            sealed.signer() == hub.id()
                && Letter::open(sealed.clone(), &hub).is_ok_and(|letter| letter.to == self.key.id())
        });
        if !self.is_of_hub {
            self.sender.get_or_insert(sealed.signer());
        }
        Ok(())
    }

    fn join(&mut self, signed: &[u8]) -> Result<(), AppError> {
        let Some(code) = self.code.take() else {
            // It was read before, or this device has joined by the wire since.
            return Ok(());
        };
        let sealed = Sealed::parse(signed).map_err(|error| SyncError::BadReply(error.to_string()))?;
        let (reply, hub) = engine::read_enrolment(&self.key, &code, sealed)?;
        let membership = self
            .app
            .with_open(|open| open.join(reply, &hub, String::new(), signed))?;
        self.hub = Some(hub);
        self.is_of_hub = true;
        // Before this, the hub was nobody who is known.
        self.sender = None;
        self.unpacked.joined = Some(membership.office_name);
        Ok(())
    }

    /// Writes what was read so far into the vault.
    fn keep(&mut self) -> Result<(), AppError> {
        self.bytes = 0;
        let brought = std::mem::take(&mut self.brought);
        if brought.is_empty() {
            return Ok(());
        }
        let Kept {
            received,
            accepted,
            refused,
        } = self.app.with_open(|open| open.accept_by_file(&brought))?;
        self.unpacked.received += received;
        self.unpacked.accepted += accepted;
        self.unpacked.refused += refused;
        Ok(())
    }

    /// Takes bytes of a file that a record names and that is not here, wherever in the file they lie.
    fn take_file(&mut self, piece: &FilePiece) -> Result<(), AppError> {
        if !std::mem::replace(&mut self.is_followed, true) {
            self.keep()?;
            self.app.follow(Stale::All)?;
        }
        let (hash, at_hub) = (piece.hash.into_array(), self.is_of_hub);
        let is_whole = self.app.with_open(|open| {
            let vault = open.vault.read();
            let is_wanted = record_files::wanted(vault)?.iter().any(|file| file.hash == hash);
            let fits = piece.length <= ATTACHMENT_BYTES && attachments::has_room_for(vault, &hash, piece.length)?;
            if !is_wanted || !fits {
                return Ok(false);
            }
            Ok(open.vault.write(|transaction| -> Result<bool, VaultError> {
                let file = attachments::coming(transaction, &hash, piece.length)?;
                let file = attachments::put(transaction, &file, piece.at, &piece.bytes)?;
                if file.came < file.bytes {
                    return Ok(false);
                }
                attachments::finish(transaction, &file, &hash, at_hub)
            })?)
        })?;
        self.unpacked.files += usize::from(is_whole);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use satchel_shared::{exchange::Cursor, satchel::Writer};
    use serde_bytes::ByteBuf;

    use super::*;
    use crate::vault::Passphrase;

    #[test]
    fn a_satchel_of_another_version_is_told_as_one_and_nothing_of_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::new(folder.path().join("vault"));
        app.create_vault(&Passphrase::new("correct horse".to_owned()))
            .expect("made");
        let (to, packer) = (
            app.with_open(|open| Ok(open.key.public())).expect("open"),
            Key::from_secret(&[1; 32]),
        );
        let letter = |protocol| Letter {
            protocol,
            to: to.id(),
            cursor: Cursor::default(),
            wanted: Vec::new(),
            at: 1,
            succession: Vec::new(),
            pieces: None,
        };
        let read = |protocol| {
            let path = folder.path().join(format!("{protocol}.satchel"));
            let mut writer = Writer::new(&packer, to, letter(protocol), None, |_| File::create(&path));
            writer.add(&Content::Pack(ByteBuf::from(vec![1]))).expect("written");
            writer.finish().expect("written");
            app.unpack(&path).expect_err("no office yet").code().to_owned()
        };
        assert_eq!(read(PROTOCOL + 1), "satchel-of-another-version");
        assert_eq!(read(PROTOCOL), "not-enrolled");
    }
}
