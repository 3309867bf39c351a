//! Satchels: files that carry between this device, its colleagues' and the hub what no network does.
//!
//! What is packed is not sent: it waits as before until the hub has answered, or an exchange says that the hub has it. So a
//! satchel that is lost on its way costs nothing but the way.

mod error;
mod pack;
mod unpack;
mod window;

use std::{
    fs::File,
    io::{self, BufWriter},
    path::Path,
};

use satchel_shared::{
    ids::DeviceId,
    invitation::InvitationCode,
    satchel::frame,
    window::{Colleague, Membership},
};

pub use self::error::SatchelError;
use super::{App, attachments::disk};
use crate::{
    error::AppError,
    sync::engine,
    vault::{KnownDevice, members, settings},
};

impl App {
    /// Writes a request to be let into an office by a one-time code, for a courier to take to headquarters. The answer is opened
    /// with [`App::unpack`].
    ///
    /// # Errors
    /// [`AppError::BadCode`], [`AppError::AlreadyEnrolled`], or what the disk says.
    pub fn enrol_by_courier(&self, out: &Path, code: &str) -> Result<(), AppError> {
        let code: InvitationCode = code.parse().map_err(|_| AppError::BadCode)?;
        if self.membership()?.is_some() {
            return Err(AppError::AlreadyEnrolled);
        }
        self.with_open(|open| {
            let request = frame::write(&engine::courier_enrolment(&open.key, &code));
            open.vault
                .write(|transaction| settings::set_courier_code(transaction, &code))?;
            write_new(out, &request)
        })
    }

    /// The other devices of this office that are known here.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`]
    pub fn colleagues(&self) -> Result<Vec<Colleague>, AppError> {
        let own = self.membership()?.ok_or(AppError::NotEnrolled)?;
        let colleague = |it: KnownDevice| Colleague {
            id: it.key.id().to_string(),
            name: it.member,
            role: it.role,
        };
        Ok(self.devices(&own)?.into_iter().map(colleague).collect())
    }

    fn devices(&self, own: &Membership) -> Result<Vec<KnownDevice>, AppError> {
        self.with_open(|open| {
            let mut devices = members::devices(open.vault.read(), own.office)?;
            devices.retain(|it| it.key.id() != open.key.id());
            Ok(devices)
        })
    }

    /// The device of this office that a person names by its member or its id.
    fn named(&self, name: &str) -> Result<KnownDevice, AppError> {
        let own = self.membership()?.ok_or(AppError::NotEnrolled)?;
        let name = name.trim();
        let id: Option<DeviceId> = name.parse().ok();
        let mut found = self.devices(&own)?;
        found.retain(|it| Some(it.key.id()) == id || it.member.to_lowercase() == name.to_lowercase());
        match (found.pop(), found.is_empty()) {
            (None, _) => Err(SatchelError::NoDevice(name.to_owned()).into()),
            (Some(_), false) => Err(SatchelError::SeveralDevices(name.to_owned()).into()),
            (Some(device), true) => Ok(device),
        }
    }
}

/// Makes a file where there is none.
fn create(path: &Path) -> Result<BufWriter<File>, AppError> {
    match File::create_new(path) {
        Ok(file) => Ok(BufWriter::new(file)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(super::AttachmentError::Exists(path.display().to_string()).into())
        }
        Err(error) => Err(disk(path, error)),
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let file = create(path)?;
    finish(path, file, bytes)
}

fn finish(path: &Path, mut file: BufWriter<File>, last: &[u8]) -> Result<(), AppError> {
    let mut write = || {
        io::Write::write_all(&mut file, last)?;
        io::Write::flush(&mut file)?;
        file.get_ref().sync_all()
    };
    write().map_err(|error| disk(path, error))
}
