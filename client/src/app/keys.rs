//! Another key in the place of the one by which this device, or headquarters, signs.
//!
//! A device makes its new key itself, and tells headquarters by a decision that it signs with the old one. Until that is in the
//! ledger, the old key signs; from then on the new one does, also what still waits. Headquarters' keys vouch for one another.

use std::ops::ControlFlow;

use satchel_shared::{
    ids::KeyBytes,
    ledger::{Decision, OfficeDecision, Subject},
    limits::EXCHANGE_BYTES,
    satchel::Answer,
    seal::{Key, PublicKey},
    window::OfficeView,
    wire,
};
use serde_bytes::ByteBuf;
use tokio_util::sync::CancellationToken;

use super::{App, decide::On, open::Open};
use crate::{
    error::AppError,
    sync::Call,
    vault::{VaultError, decisions, settings},
};

/// What has become of the decision that replaces this device's key.
enum Heard {
    Waits(Decision),
    Taken,
    /// Or it was never made.
    Refused,
}

impl App {
    /// Makes another key for this device. It takes the place of the one before once headquarters has heard of it; where that is
    /// waited for already, nothing is done.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`], or the rule that speaks against it.
    pub fn replace_key(&self) -> Result<OfficeView, AppError> {
        self.with_open(|open| {
            let own = open.member()?;
            if settings::next_key(open.vault.read())?.is_none() {
                let secret = open.environment.random();
                open.vault
                    .write(|transaction| settings::set_next_key(transaction, Some(&secret)))?;
                let on = On {
                    id: own.office.into(),
                    subject: Subject::Office,
                    office: own.office,
                };
                let what = Decision::Office(open.replacement(&Key::from_secret(&secret)));
                open.decide_on(on, &own, what, None)?;
            }
            open.office(own.office)
        })
    }

    /// Asks the hub at an address how the key that is known of it leads to the one that signs; says whether that is another.
    pub(super) fn learn_hub_key(&self, hub: &str, stop: &CancellationToken) -> Result<bool, AppError> {
        let mut body = Vec::new();
        let call = Call::message(format!("{hub}/v1/keys"), Vec::new());
        let carried = self.transport.carry(call, stop, &mut |_, bytes| {
            body.extend_from_slice(bytes);
            ControlFlow::Continue(())
        })?;
        let succession: Result<Vec<ByteBuf>, _> = wire::from_cbor(&body, EXCHANGE_BYTES, "keys");
        match succession {
            Ok(succession) if carried.status == 200 && carried.cut.is_none() => {
                self.with_open(|open| open.follow_hub_key(&succession))
            }
            // It is no hub that knows of this, or none at all.
            Ok(_) | Err(_) => Ok(false),
        }
    }
}

impl Open {
    fn replacement(&self, new: &Key) -> OfficeDecision {
        OfficeDecision::KeyReplaced {
            device: self.key.id(),
            key: KeyBytes(new.public().to_bytes()),
        }
    }

    /// The key that waits to take this one's place.
    pub(super) fn next_public(&self) -> Result<Option<KeyBytes>, AppError> {
        let next = settings::next_key(self.vault.read())?;
        Ok(next.map(|secret| KeyBytes(Key::from_secret(&secret).public().to_bytes())))
    }

    fn heard_of(&self, new: &Key) -> Result<Heard, AppError> {
        let (vault, meant) = (self.vault.read(), Decision::Office(self.replacement(new)));
        if decisions::waiting(vault)?.iter().any(|waiting| waiting.what == meant) {
            return Ok(Heard::Waits(meant));
        }
        let own = self.member()?;
        let kept = decisions::of_record(vault, own.office.into())?;
        let kept = kept.into_iter().find(|kept| kept.what == meant);
        Ok(match kept {
            Some(kept) if kept.refused.is_empty() => Heard::Taken,
            Some(_) | None => Heard::Refused,
        })
    }

    /// Signs by the new key from now on, where headquarters knows it.
    pub(super) fn adopt_next_key(&mut self) -> Result<(), AppError> {
        let Some(secret) = settings::next_key(self.vault.read())? else {
            return Ok(());
        };
        match self.heard_of(&Key::from_secret(&secret))? {
            Heard::Waits(_) => Ok(()),
            Heard::Refused => Ok(self
                .vault
                .write(|transaction| settings::set_next_key(transaction, None))?),
            Heard::Taken => {
                let key = self.key.clone().replaced_by(&secret);
                self.vault.write(|transaction| -> Result<(), VaultError> {
                    settings::add_device_key(transaction, &secret)?;
                    settings::set_next_key(transaction, None)?;
                    for waiting in decisions::waiting(transaction)? {
                        decisions::seal_again(transaction, waiting.event, &waiting.sealed.by(&key))?;
                    }
                    // It says that the hub let the key before this one in.
                    settings::forget_enrolled(transaction)
                })?;
                self.key = key;
                Ok(())
            }
        }
    }

    /// Takes the hub's word that this device's key was replaced. That is news where the answer to the decision was lost; a vault
    /// that knows of no other key is an older copy of itself, and false is given.
    pub(super) fn go_on_with_next_key(&mut self) -> Result<bool, AppError> {
        let Some(secret) = settings::next_key(self.vault.read())? else {
            return Ok(false);
        };
        if let Heard::Waits(meant) = self.heard_of(&Key::from_secret(&secret))? {
            self.vault.write(|transaction| -> Result<(), VaultError> {
                let waiting = decisions::waiting(transaction)?;
                let meant = waiting.iter().filter(|waiting| waiting.what == meant);
                meant
                    .map(|waiting| waiting.event)
                    .try_for_each(|event| decisions::taken(transaction, event))
            })?;
        }
        self.adopt_next_key()?;
        Ok(true)
    }

    /// Knows the hub by the key to which the known one leads from now on; says whether that is another.
    pub(super) fn follow_hub_key(&mut self, succession: &[ByteBuf]) -> Result<bool, AppError> {
        let Some(hub) = settings::hub(self.vault.read())? else {
            return Ok(false);
        };
        let key = hub.key.succeeded(succession);
        if key == hub.key {
            return Ok(false);
        }
        self.vault
            .write(|transaction| settings::set_hub_key(transaction, &key))?;
        Ok(true)
    }

    /// Whether a key is that by which this device's hub signs, where need be by the keys between.
    pub(super) fn is_hub_key(&mut self, key: &PublicKey, answer: &Answer) -> Result<bool, AppError> {
        self.follow_hub_key(&answer.succession)?;
        Ok(settings::hub(self.vault.read())?.is_some_and(|hub| hub.key == *key))
    }
}
