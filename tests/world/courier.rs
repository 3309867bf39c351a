//! Couriers of a history: satchels that are packed, and come to whom they are for, late, twice, damaged or never.

use std::{
    fs,
    path::{Path, PathBuf},
};

use satchel_client::{AppError, app::SatchelError};
use satchel_shared::{
    satchel::name_of,
    window::{ListRecords, RecordRow, RecordView, Safety, SatchelFor},
};

use crate::{
    action::Fault,
    history::History,
    template::{DEVICES, told},
};

/// With which every piece of a satchel begins.
const BEGINNING: &[u8] = b"\x8bSATCHEL";
/// Bytes of a file where a satchel is shared out over several: a piece or two.
const MOST: u64 = 3_000;
/// Bytes from a piece's beginning to one in its content.
const CONTENT: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    Hub,
    Device(usize),
}

/// One file of a satchel.
#[derive(Debug, Clone)]
pub(crate) struct Satchel {
    file: PathBuf,
    to: For,
    /// The device that packed it; none where the hub did.
    from: Option<usize>,
}

/// All satchels' files of a history, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Bag {
    satchels: Vec<Satchel>,
    folders: u32,
}

impl History<'_> {
    /// Packs what waits on a device for the hub, or for one of its colleagues.
    pub(crate) fn pack(&mut self, device: usize, colleague: Option<u32>, split: bool) -> Result<bool, String> {
        let (to, receiver) = match colleague {
            None => (For::Hub, SatchelFor::Hub),
            Some(number) => {
                let office = self.devices[device].office;
                let others: Vec<usize> = (0..DEVICES.len())
                    .filter(|it| *it != device && self.devices[*it].office == office)
                    .collect();
                if others.is_empty() || self.devices[device].is_old {
                    return Ok(false);
                }
                // What a colleague has of a life that nobody remembers is told nowhere else.
                self.devices[device].kept = None;
                let other = others[number as usize % others.len()];
                let id = self.template.ids[other].to_string();
                (For::Device(other), SatchelFor::Colleague(id))
            }
        };
        let out = self.new_folder()?.join("out.satchel");
        let packed = match self.app(device)?.pack(&out, &receiver, split.then_some(MOST)) {
            Ok(packed) => packed,
            // The device knows that this colleague's was revoked.
            Err(AppError::Satchel(SatchelError::NoDevice(_))) if self.is_for_revoked(to) => return Ok(false),
            Err(error) => return Err(format!("device {device} cannot pack: {error}")),
        };
        self.put(&out, to, Some(device));
        Ok(packed.pieces > 0)
    }

    fn is_for_revoked(&self, to: For) -> bool {
        match to {
            For::Device(device) => self.model.is_revoked(device),
            For::Hub => false,
        }
    }

    /// The hub packs what is new for a device since that last wrote.
    pub(crate) fn pack_news(&mut self, device: usize) -> Result<(), String> {
        if self.model.is_revoked(device) {
            return Ok(());
        }
        let out = self.new_folder()?.join("out.satchel");
        let (hub, id) = (self.hub(), self.template.ids[device]);
        self.runtime.block_on(hub.pack(&out, id, None)).map_err(told)?;
        self.put(&out, For::Device(device), None);
        Ok(())
    }

    /// A satchel's file comes to whom it is for, and is not used up by that. The newest is number 0.
    pub(crate) fn bring(&mut self, satchel: u32, damaged: Option<u32>) -> Result<(), String> {
        let satchels = &self.bag.satchels;
        if satchels.is_empty() {
            return Ok(());
        }
        let satchel = satchels[satchels.len() - 1 - satchel as usize % satchels.len()].clone();
        self.deliver(&satchel, damaged).map(drop)
    }

    /// A whole way of a device that is never online: to the hub, and back with the answer.
    pub(crate) fn courier(&mut self, device: usize, fault: Fault, typing: Option<u32>) -> Result<bool, String> {
        let before = self.bag.satchels.len();
        let mut moved = self.pack(device, None, false)?;
        if let Some(record) = typing {
            self.type_in(device, record, 0, 1)?;
        }
        if fault == Fault::RequestLost {
            return Ok(moved);
        }
        for satchel in self.bag.satchels.split_off(before) {
            if fault == Fault::Twice {
                self.deliver(&satchel, None)?;
            }
            self.deliver(&satchel, (fault == Fault::RequestCut).then_some(1))?;
            self.bag.satchels.insert(before, satchel);
        }
        if fault == Fault::ReplyLost {
            return Ok(moved);
        }
        let answers: Vec<Satchel> = self.bag.satchels[before..].to_vec();
        let damaged = (fault == Fault::ReplyCut).then_some(1);
        for answer in answers.iter().filter(|it| it.to == For::Device(device)) {
            moved |= self.deliver(answer, damaged)?;
        }
        Ok(moved)
    }

    /// Has a satchel unpacked. Tells whether a device learned something by it.
    fn deliver(&mut self, satchel: &Satchel, damaged: Option<u32>) -> Result<bool, String> {
        let (file, lost) = match damaged {
            None => (satchel.file.clone(), None),
            Some(number) => {
                let (file, piece) = damage(&satchel.file, number).map_err(told)?;
                (file, Some(piece))
            }
        };
        match satchel.to {
            For::Hub => {
                self.unpack_at_hub(&file, satchel.from, lost)?;
                Ok(false)
            }
            For::Device(device) => self.unpack_at(device, &file, lost.is_some()),
        }
    }

    fn unpack_at_hub(&mut self, file: &Path, from: Option<usize>, lost: Option<usize>) -> Result<(), String> {
        let (hub, answers) = (self.hub(), self.new_folder()?);
        let files = [file.to_owned()];
        let of_revoked = self.signed_by_revoked()?;
        let unpacked = match self.runtime.block_on(hub.unpack(&files, &answers, None)) {
            Ok(unpacked) => unpacked,
            Err(error) => return Err(format!("the hub cannot unpack: {error}")),
        };
        if let ([unread, ..], None) = (&unpacked.unread[..], lost) {
            return Err(format!("the hub cannot unpack: {unread}"));
        }
        if self.signed_by_revoked()? != of_revoked {
            return Err("the hub takes what a revoked device signed".to_owned());
        }
        if from.is_some_and(|device| self.model.is_revoked(device)) {
            // The letter that a file begins with tells whose it is. Without it, what the file carried of others, and they signed,
            // is taken as theirs.
            let is_known = lost != Some(0);
            if unpacked.files > 0 || is_known && unpacked.taken > 0 {
                return Err(format!("the hub takes what the revoked device {from:?} packed"));
            }
        }
        for answer in unpacked.answers {
            let name = answer.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ids = self.template.ids.iter();
            let device = ids.into_iter().position(|id| name.starts_with(&id.to_string()));
            let device = device.ok_or_else(|| format!("{name} is for nobody"))?;
            self.put(&answer, For::Device(device), None);
        }
        Ok(())
    }

    /// What the hub has of each revoked device, by number.
    fn signed_by_revoked(&self) -> Result<Vec<usize>, String> {
        let ids = self.template.ids.iter().enumerate();
        let revoked = ids.filter(|(device, _)| self.model.is_revoked(*device));
        revoked.map(|(_, id)| self.hub_store.signed_by(*id)).collect()
    }

    fn unpack_at(&mut self, device: usize, file: &Path, is_damaged: bool) -> Result<bool, String> {
        let mut refused = false;
        if self.is_closed(device)? {
            return Ok(false);
        }
        let app = self.app(device)?;
        let before = app.list(&ListRecords::default()).map_err(told)?;
        let moved = match app.unpack(file) {
            Ok(came) => {
                // What is taken of a record in the same satchel takes its refusal back.
                refused = came.refused > 0 && came.accepted == 0;
                if came.damaged > usize::from(is_damaged) {
                    return Err(format!("device {device} finds {} places damaged", came.damaged));
                }
                came.received + came.accepted + came.refused + came.files > 0
            }
            Err(AppError::Satchel(_)) if is_damaged => false,
            Err(AppError::Sync(_) | AppError::DeviceRevoked) if self.model.is_revoked(device) => false,
            Err(error) => return Err(format!("device {device} cannot unpack: {error}")),
        };
        if self.is_closed(device)? {
            return Ok(false);
        }
        let shown = self.look(device)?;
        let tells = |view: &RecordView| {
            let mut decisions = view.ledger.decisions.iter();
            view.row.safety == Safety::SetAside || decisions.any(|line| line.refused.is_some())
        };
        // What others decided meanwhile takes its place: the record has come as far as if it had not been refused.
        let stands_all_the_same = |was: &RecordRow| {
            let now = shown.get(&was.id).map(|view| &view.row.standing);
            was.standing.waiting && now.is_some_and(|now| !now.waiting && was.standing.version <= now.version)
        };
        if refused && !shown.values().any(tells) && !before.iter().any(stands_all_the_same) {
            return Err(format!("device {device} does not tell what the hub has refused"));
        }
        Ok(moved)
    }

    fn put(&mut self, first: &Path, to: For, from: Option<usize>) {
        let files = (1..)
            .map(|number| name_of(first, number))
            .take_while(|file| file.exists());
        self.bag.satchels.extend(files.map(|file| Satchel { file, to, from }));
    }

    fn new_folder(&mut self) -> Result<PathBuf, String> {
        self.bag.folders += 1;
        let folder = self.folder.path().join(format!("bag-{}", self.bag.folders));
        fs::create_dir(&folder).map_err(told)?;
        Ok(folder)
    }
}

/// A copy of a file in which one piece is damaged; and which one that is.
fn damage(file: &Path, number: u32) -> std::io::Result<(PathBuf, usize)> {
    let mut bytes = fs::read(file)?;
    let pieces: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(BEGINNING))
        .collect();
    let piece = number as usize % pieces.len();
    if let Some(byte) = bytes.get_mut(pieces[piece] + CONTENT) {
        *byte ^= 1;
    }
    let damaged = file.with_extension("damaged");
    fs::write(&damaged, bytes)?;
    Ok((damaged, piece))
}
