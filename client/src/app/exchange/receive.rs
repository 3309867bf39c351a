//! What came from the hub, written into the vault in one transaction: verdicts, updates, the cursor. All of it, or nothing.
//!
//! An update that cannot be used is set aside with its reason, as it came; all others go on. It is tried again after every
//! exchange that brought something, which may be what it waited for, and when the vault is opened, perhaps by a newer
//! program that can read it.

pub(in crate::app) mod by_file;
mod documents;
mod ledger;

use std::collections::BTreeMap;

use automerge::ChangeHash;
use rusqlite::Transaction;
use satchel_shared::{
    Problem,
    document::Actor,
    exchange::{Cursor, DeviceCard, MemberCard, MemberDevice, Update, Verdict, read_recommendations, reply::Head},
    ids::{MemberId, RecordId},
    ledger::Role,
    limits::EXPANDED_BYTES,
    seal::{PublicKey, Purpose, Sealed},
    wire,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use self::documents::Held;
use crate::{
    app::{decide::stand, open::Open},
    error::AppError,
    sync::engine::{Inbox, Outbox},
    vault::{
        VaultError, carried_packs, decisions, hub_times, members, offices, recommendations, records, settings,
        sync_state::{self, Kept},
    },
};

impl Open {
    /// Writes what came of the reply to an outbox; `at` is the hub's time.
    pub(super) fn accept(&mut self, outbox: &Outbox, inbox: &Inbox, at: i64) -> Result<(), AppError> {
        self.take_in(Some(at), |incoming| {
            if let Some(head) = &inbox.head {
                note_verdicts(incoming.transaction, outbox, head, incoming.now)?;
                if let Some(cursor) = &head.cursor {
                    settings::set_cursor(incoming.transaction, cursor)?;
                }
            }
            let Some(last) = inbox.parts.last() else {
                return Ok(());
            };
            for update in inbox.parts.iter().flat_map(|part| &part.updates) {
                incoming.take_or_set_aside(update)?;
            }
            incoming.try_again()?;
            let start = incoming.starts_over.then(Cursor::default);
            Ok(settings::set_cursor(
                incoming.transaction,
                start.as_ref().unwrap_or(&last.cursor),
            )?)
        })
    }

    /// Tries again what an older program, or an earlier exchange, could not use.
    pub(in crate::app) fn try_again(&mut self) -> Result<(), AppError> {
        if sync_state::tried_again(self.vault.read())?.is_empty() {
            return Ok(());
        }
        self.take_in(None, |incoming| incoming.try_again())
    }

    /// Writes what came: all of it, or nothing. Where a record could not be read again with what came for it, all is taken once
    /// more, and each update is looked at by itself: the one at fault is set aside.
    fn take_in<T>(
        &mut self,
        at: Option<i64>,
        take: impl Fn(&mut Incoming<'_>) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let (actor, now) = (self.actor(), self.environment.now_ms());
        let generation = u32::from_be_bytes(self.environment.random());
        let mut attempt = |one_by_one| {
            self.vault.write(|transaction| {
                let mut incoming = Incoming {
                    one_by_one,
                    ..Incoming::new(transaction, actor, generation, now, at)
                };
                let taken = take(&mut incoming)?;
                Ok((taken, incoming.keep_documents()?))
            })
        };
        let done = match attempt(false) {
            Err(Unkept::Unreadable) => attempt(true),
            done => done,
        };
        let (taken, touched) = done.map_err(|unkept| match unkept {
            Unkept::Failed(error) => error,
            Unkept::Unreadable => VaultError::Damaged("a record that was read before".to_owned()).into(),
        })?;
        for id in touched {
            self.forget(id);
        }
        self.follow_generation()?;
        self.adopt_next_key()?;
        Ok(taken)
    }
}

/// Why nothing of what came is in the vault.
enum Unkept {
    /// A record could not be read again with it.
    Unreadable,
    Failed(AppError),
}

impl From<AppError> for Unkept {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<VaultError> for Unkept {
    fn from(error: VaultError) -> Self {
        Self::Failed(error.into())
    }
}

fn note_verdicts(transaction: &Transaction<'_>, outbox: &Outbox, head: &Head, now: i64) -> Result<(), AppError> {
    for (pack, verdict) in outbox.packs.iter().zip(&head.packs) {
        let id = pack.record;
        match verdict {
            Verdict::Accepted => {
                let Some(stored) = records::find(transaction, id)? else {
                    continue;
                };
                hub_times::note(transaction, id, pack.own_heads.as_ref().unwrap_or(&pack.heads), head.at)?;
                records::take_back(transaction, id)?;
                match &pack.own_heads {
                    None => records::hub_has(transaction, id, &pack.heads, stored.heads == pack.heads)?,
                    Some(own) => {
                        carried_packs::hub_has(transaction, id, own)?;
                        let is_complete = pack.is_whole && stored.heads == pack.heads;
                        let heads = joined(stored.hub_heads, own);
                        records::hub_has(transaction, id, &heads, is_complete)?;
                    }
                }
            }
            Verdict::Refused(refused) => {
                if let Some(own) = &pack.own_heads {
                    carried_packs::refused(transaction, id, own, &refused.code)?;
                }
                let problem = Problem::new(&refused.code).with("detail", &refused.detail);
                records::set_aside(transaction, id, &json(&problem), &[], now)?;
            }
        }
    }
    for (decision, verdict) in outbox.decisions.iter().zip(&head.decisions) {
        match verdict {
            Verdict::Accepted => decisions::taken(transaction, decision.event)?,
            Verdict::Refused(refused) => {
                decisions::refused(transaction, decision.event, &refused.code)?;
            }
        }
        stand(transaction, decision.record)?;
    }
    Ok(())
}

/// Heads of a record that were known before, and some more.
fn joined(mut known: Vec<ChangeHash>, more: &[ChangeHash]) -> Vec<ChangeHash> {
    known.extend(more);
    known.sort_unstable();
    known.dedup();
    known
}

/// From whom updates come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Hub,
    /// A device of the same office, by file: the hub may not have it.
    Colleague,
}

/// Updates on their way into the vault.
struct Incoming<'a> {
    transaction: &'a Transaction<'a>,
    actor: Actor,
    source: Source,
    now: i64,
    /// The hub's time of the exchange; none where there is none, when the vault is opened.
    at: Option<i64>,
    /// The generation that begins where this vault turns out to be an older copy of itself.
    generation: u32,
    is_reborn: bool,
    /// Whether the beginning of an update is not here any more: all is asked for anew, which changes nothing twice.
    starts_over: bool,
    /// Whether each document is read again after each update, and not once at the end.
    one_by_one: bool,
    /// Documents that colleagues' packs were applied to, kept once at the end.
    documents: BTreeMap<RecordId, Held>,
}

/// Why an update is not in the vault.
enum Untaken {
    /// Its fault: it is set aside, and all others go on.
    Unusable { record: Option<RecordId>, problem: Problem },
    /// The vault's: nothing of the exchange is kept.
    Failed(AppError),
}

impl Untaken {
    fn unusable(record: Option<RecordId>, code: &str, detail: impl std::fmt::Display) -> Self {
        let problem = Problem::new(code).with("detail", detail);
        Self::Unusable { record, problem }
    }
}

impl From<AppError> for Untaken {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<VaultError> for Untaken {
    fn from(error: VaultError) -> Self {
        Self::Failed(error.into())
    }
}

impl<'a> Incoming<'a> {
    fn new(transaction: &'a Transaction<'a>, actor: Actor, generation: u32, now: i64, at: Option<i64>) -> Self {
        Self {
            transaction,
            actor,
            source: Source::Hub,
            now,
            at,
            generation,
            is_reborn: false,
            starts_over: false,
            one_by_one: false,
            documents: BTreeMap::new(),
        }
    }

    fn take_or_set_aside(&mut self, update: &Update) -> Result<(), AppError> {
        match self.take(update) {
            Ok(()) => Ok(()),
            Err(Untaken::Unusable { record, problem }) => {
                let record = record.unwrap_or(RecordId(Uuid::nil()));
                let bytes = wire::to_cbor(update);
                Ok(records::set_aside_as(
                    self.transaction,
                    record,
                    &json(&problem),
                    &bytes,
                    self.source == Source::Colleague,
                    self.now,
                )?)
            }
            Err(Untaken::Failed(error)) => Err(error),
        }
    }

    /// Takes from what is set aside all that can be used by now. What was taken may be what another waited for.
    fn try_again(&mut self) -> Result<(), AppError> {
        loop {
            let mut taken = false;
            for number in sync_state::tried_again(self.transaction)? {
                let update = came(sync_state::bytes(self.transaction, number)?);
                if matches!(update, Update::Piece(_)) {
                    // Of one that came once; the others are not here any more.
                    continue;
                }
                self.source = if sync_state::came_by_file(self.transaction, number)? {
                    Source::Colleague
                } else {
                    Source::Hub
                };
                match self.take(&update) {
                    Ok(()) => {
                        sync_state::no_longer_aside(self.transaction, number)?;
                        taken = true;
                    }
                    Err(Untaken::Unusable { .. }) => {}
                    Err(Untaken::Failed(error)) => return Err(error),
                }
            }
            if !taken {
                return Ok(());
            }
        }
    }

    fn take(&mut self, update: &Update) -> Result<(), Untaken> {
        match update {
            Update::Pack(bytes) => self.take_pack(bytes),
            Update::Decision(entry) => self.take_decision(entry),
            Update::Recommendations(bytes) => match read_recommendations(bytes) {
                Ok(list) => Ok(recommendations::put(self.transaction, &list)?),
                Err(error) => Err(Untaken::unusable(None, "update-unreadable", error)),
            },
            Update::Member(card) => self.take_member(card),
            Update::Device(card) => self.take_device(card.clone()),
            Update::Office(card) => Ok(offices::put(self.transaction, card)?),
            Update::Removal(record) => self.take_removal(*record),
            Update::Snapshot(snapshot) => self.take_snapshot(snapshot),
            Update::Piece(piece) => match sync_state::keep_piece(self.transaction, piece)? {
                Kept::Whole(bytes) => match wire::from_cbor(&bytes, EXPANDED_BYTES, "an update") {
                    Ok(Update::Piece(_)) => Ok(self.set_aside_whole(&bytes, "a piece of a piece")?),
                    Ok(update) => Ok(self.take_or_set_aside(&update)?),
                    Err(error) => Ok(self.set_aside_whole(&bytes, error)?),
                },
                Kept::Partly => Ok(()),
                Kept::Not => {
                    self.starts_over = true;
                    Ok(())
                }
            },
        }
    }

    /// Sets aside what came in pieces and is no update that is known here. A piece alone could not be tried again.
    fn set_aside_whole(&self, bytes: &[u8], detail: impl std::fmt::Display) -> Result<(), VaultError> {
        let problem = Problem::new("update-unreadable").with("detail", detail);
        let nil = RecordId(Uuid::nil());
        records::set_aside(self.transaction, nil, &json(&problem), bytes, self.now)
    }

    /// Headquarters' desk keeps what was sent to it, also where nobody else may read it any longer.
    fn take_removal(&self, record: RecordId) -> Result<(), Untaken> {
        let is_desk = settings::membership(self.transaction)?.is_some_and(|own| own.role == Role::Desk);
        if !is_desk {
            records::remove(self.transaction, record)?;
        }
        Ok(())
    }

    /// Keeps what the hub tells of a member; of this device's own, it is what this device may do from now on.
    fn take_member(&mut self, card: &MemberCard) -> Result<(), Untaken> {
        let keys = card.devices.iter().map(MemberDevice::keys);
        let keys = keys.collect::<Result<Vec<_>, _>>();
        let keys = keys.map_err(|error| Untaken::unusable(None, "update-unreadable", error))?;
        let is_news = members::put(self.transaction, card, &keys)?;
        let is_own = keys.iter().flatten().any(|key| key.id() == self.actor.device);
        let own = settings::membership(self.transaction)?.filter(|_| is_news && is_own);
        let Some(mut own) = own else { return Ok(()) };
        let role_before = own.role;
        own.member_id = Some(card.id);
        own.role = card.role;
        own.member.clone_from(&card.name);
        settings::set_membership(self.transaction, &own)?;
        if role_before != own.role {
            // Another role has another part of the feed: what is for it comes again.
            self.starts_over = true;
            records::remove_of_others(self.transaction)?;
            decisions::remove_of_funds(self.transaction)?;
        }
        Ok(())
    }

    fn take_device(&mut self, card: DeviceCard) -> Result<(), Untaken> {
        let key = PublicKey::from_slice(&card.key);
        let key = key.map_err(|error| Untaken::unusable(None, "update-unreadable", error))?;
        self.take_member(&MemberCard {
            id: MemberId(Uuid::from_bytes(key.id().0)),
            office: card.office,
            name: card.member,
            role: card.role,
            devices: vec![MemberDevice {
                key: card.key,
                former: ByteBuf::new(),
                joined_at: 0,
                revoked_at: None,
                rescued_at: None,
            }],
            invited_until: None,
            left_at: None,
            revision: 0,
        })
    }

    /// Whether a device signs by this key.
    fn is_signing_key(&self, key: &PublicKey) -> Result<bool, AppError> {
        if key.id() == self.actor.device {
            return Ok(settings::device_key(self.transaction)?.public() == *key);
        }
        Ok(members::keys(self.transaction, key.id())?.last() == Some(key))
    }

    /// The key by which a device signed something, which may be one that was replaced; none where the device is not known.
    fn key(&self, sealed: &Sealed, purpose: Purpose) -> Result<Option<PublicKey>, AppError> {
        let device = sealed.signer();
        let mut keys = if device == self.actor.device {
            settings::device_key(self.transaction)?.all_public()
        } else {
            members::keys(self.transaction, device)?
        };
        let signing = keys.pop();
        if keys.is_empty() {
            return Ok(signing);
        }
        let signed = |key: &PublicKey| sealed.clone().open(key, purpose).is_ok();
        let all = signing.into_iter().chain(keys.into_iter().rev());
        Ok(all.clone().find(signed).or(signing))
    }
}

/// An update that was set aside. Earlier programs kept of a pack its own bytes alone.
fn came(bytes: Vec<u8>) -> Update {
    wire::from_cbor(&bytes, usize::MAX, "an update").unwrap_or_else(|_| Update::Pack(ByteBuf::from(bytes)))
}

pub(super) fn json(problem: &Problem) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}

#[cfg(test)]
mod tests;
