//! What came in a satchel, written into the vault: a colleague's packs, the hub's answers.
//!
//! Nothing is believed for the way that it came. A colleague's pack is signed by a device of this office, and its changes are not
//! at the hub for that; what the hub says is signed by the hub, for this device. A stretch of the feed moves the cursor only
//! where it begins at the cursor.

use automerge::ChangeHash;
use satchel_shared::{
    Problem,
    exchange::{Cursor, DeviceCard, EnrolmentReply, Update, Verdict, open_message},
    ids::{DeviceId, RecordId},
    ledger::office::NamedDevice,
    pack::{Hash, Pack},
    satchel::{Answer, Introduction, Judged, Said},
    seal::{PublicKey, Purpose, Sealed},
    window::Safety,
};
use serde_bytes::ByteBuf;

use super::{Incoming, Source, Untaken, joined, json};
use crate::{
    app::{decide::stand, open::Open},
    error::AppError,
    vault::{attachments, carried_packs, decisions, hub_times, members, records, settings},
};

/// What a satchel brought, in the order of its pieces.
#[derive(Debug)]
pub(in crate::app) enum Brought {
    Introduction(Introduction),
    /// A colleague's signed pack.
    Pack(ByteBuf),
    /// Of this device's hub, to this device: its signature was checked.
    Answer(Answer),
}

/// What became of it.
#[derive(Debug, Default)]
pub(in crate::app) struct Kept {
    /// Packs of colleagues, and updates of the hub.
    pub(in crate::app) received: usize,
    /// What the hub has taken of what this device had packed.
    pub(in crate::app) accepted: usize,
    pub(in crate::app) refused: usize,
}

/// What the hub said to something that this device packed.
enum Noted {
    Accepted,
    Refused,
    /// Refused, and not here any more, or taken since: an answer may come late, and twice.
    Past,
}

impl Open {
    /// Takes what a satchel brought: all of it, or nothing.
    pub(in crate::app) fn accept_by_file(&mut self, brought: &[Brought]) -> Result<Kept, AppError> {
        self.take_in(None, |incoming| {
            let mut kept = Kept::default();
            for it in brought {
                match it {
                    Brought::Introduction(introduction) => incoming.take_introduction(introduction)?,
                    Brought::Pack(bytes) => {
                        incoming.source = Source::Colleague;
                        incoming.take_or_set_aside(&Update::Pack(bytes.clone()))?;
                        kept.received += 1;
                    }
                    Brought::Answer(answer) => incoming.take_answer(answer, &mut kept)?,
                }
            }
            incoming.at = None;
            incoming.try_again()?;
            Ok(kept)
        })
    }
}

impl Incoming<'_> {
    /// Whether a pack that came by file is one of this office, by a member who may write it.
    pub(super) fn check_colleague(&self, pack: &Pack, device: DeviceId) -> Result<(), Untaken> {
        let unusable = |code| Err(Untaken::unusable(Some(pack.record), code, device));
        let own = settings::membership(self.transaction)?;
        let own = own.ok_or(AppError::NotEnrolled)?;
        let role = if device == self.actor.device {
            Some(own.role)
        } else {
            let office = members::devices(self.transaction, own.office)?;
            office.into_iter().find(|it| it.key.id() == device).map(|it| it.role)
        };
        match role {
            Some(role) if pack.office == own.office => {
                if role.writes(pack.kind) {
                    Ok(())
                } else {
                    unusable("role-may-not")
                }
            }
            None if members::named_device(self.transaction, own.office, device)? != NamedDevice::Nowhere => {
                unusable("device-revoked")
            }
            Some(_) | None => unusable("not-your-office"),
        }
    }

    /// Believes a colleague's key because this office's hub let its device in.
    fn take_introduction(&mut self, introduction: &Introduction) -> Result<(), AppError> {
        let (Some(hub), Some(own)) = (
            settings::hub(self.transaction)?,
            settings::membership(self.transaction)?,
        ) else {
            return Ok(());
        };
        let reply = Sealed::parse(&introduction.enrolled).ok().and_then(|sealed| {
            open_message::<EnrolmentReply>(sealed, &hub.key, Purpose::EnrolmentReply, "an enrolment reply").ok()
        });
        let (Some(reply), Ok(key)) = (reply, PublicKey::from_slice(&introduction.key)) else {
            return Ok(());
        };
        let is_known = !members::keys(self.transaction, reply.device)?.is_empty();
        if reply.device != key.id() || reply.office != own.office || is_known || key.id() == self.actor.device {
            return Ok(());
        }
        let card = DeviceCard {
            key: introduction.key.clone(),
            member: reply.member,
            role: reply.role,
            office: reply.office,
        };
        match self.take_device(card) {
            Ok(()) | Err(Untaken::Unusable { .. }) => Ok(()),
            Err(Untaken::Failed(error)) => Err(error),
        }
    }

    fn take_answer(&mut self, answer: &Answer, kept: &mut Kept) -> Result<(), AppError> {
        self.source = Source::Hub;
        self.at = Some(answer.at);
        match &answer.said {
            // Told where it is read: nothing here changes.
            Said::Refused(_) => Ok(()),
            Said::Verdicts(judged) => judged.iter().try_for_each(|judged| {
                match self.note(judged, answer.at)? {
                    Noted::Accepted => kept.accepted += 1,
                    Noted::Refused => kept.refused += 1,
                    Noted::Past => {}
                }
                Ok(())
            }),
            Said::Updates { before, updates, after } => {
                kept.received += updates.len();
                self.take_updates(before, updates, after)
            }
        }
    }

    /// A stretch that does not begin where this device stands leaves it standing there: what lies between comes with a later
    /// one. Of such a stretch no piece of an update is taken, which might be put to the beginning of another one.
    fn take_updates(&mut self, before: &Cursor, updates: &[Update], after: &Cursor) -> Result<(), AppError> {
        let follows = settings::cursor(self.transaction)? == *before;
        for update in updates {
            if follows || !matches!(update, Update::Piece(_)) {
                self.take_or_set_aside(update)?;
            }
        }
        if follows {
            let start = std::mem::take(&mut self.starts_over).then(Cursor::default);
            settings::set_cursor(self.transaction, start.as_ref().unwrap_or(after))?;
        }
        Ok(())
    }

    /// Notes what the hub said to something that this device packed.
    fn note(&mut self, judged: &Judged, at: i64) -> Result<Noted, AppError> {
        match judged {
            Judged::Pack { record, heads, verdict } => {
                let heads: Vec<ChangeHash> = heads.iter().map(|Hash(hash)| *hash).collect();
                self.note_pack(*record, &heads, verdict, at)
            }
            Judged::Decision { event, record, verdict } => {
                let noted = match verdict {
                    Verdict::Accepted => {
                        decisions::taken(self.transaction, *event)?;
                        Noted::Accepted
                    }
                    Verdict::Refused(refused) if decisions::refused(self.transaction, *event, &refused.code)? => {
                        Noted::Refused
                    }
                    Verdict::Refused(_) => Noted::Past,
                };
                stand(self.transaction, *record)?;
                Ok(noted)
            }
            Judged::File(hash) => {
                attachments::hub_has(self.transaction, &hash.into_array())?;
                Ok(Noted::Accepted)
            }
        }
    }

    fn note_pack(
        &mut self,
        record: RecordId,
        heads: &[ChangeHash],
        verdict: &Verdict,
        at: i64,
    ) -> Result<Noted, AppError> {
        let mut noted = match verdict {
            Verdict::Accepted => Noted::Accepted,
            Verdict::Refused(_) => Noted::Past,
        };
        let Some(stored) = records::find(self.transaction, record)?.filter(|stored| stored.own) else {
            return Ok(noted);
        };
        match verdict {
            Verdict::Accepted => carried_packs::hub_has(self.transaction, record, heads)?,
            Verdict::Refused(refused) => carried_packs::refused(self.transaction, record, heads, &refused.code)?,
        }
        let held = self.documents.remove(&record);
        let is_in_memory = held.is_some();
        let mut held = match held {
            Some(held) => held,
            None => match self.hold(record, stored.kind) {
                Ok(held) => held,
                Err(Untaken::Unusable { .. }) => return Ok(noted),
                Err(Untaken::Failed(error)) => return Err(error),
            },
        };
        // A vault that was restored from an older copy does not have what it packed, or has made it over since.
        if held.document.has_all(heads) {
            match verdict {
                Verdict::Accepted => {
                    let known = joined(stored.hub_heads, heads);
                    let is_complete = held.document.changes_by(self.actor.device, &known).is_empty();
                    records::hub_has(self.transaction, record, &known, is_complete)?;
                    hub_times::note(self.transaction, record, heads, at)?;
                    records::take_back(self.transaction, record)?;
                }
                // Where nothing of the record waits, it was taken later.
                Verdict::Refused(_) if stored.row.safety == Safety::AtHeadquarters => {}
                Verdict::Refused(refused) => {
                    let problem = json(&Problem::new(&refused.code).with("detail", &refused.detail));
                    records::set_aside(self.transaction, record, &problem, &[], self.now)?;
                    noted = Noted::Refused;
                }
            }
        }
        if is_in_memory {
            self.documents.insert(record, held);
        }
        Ok(noted)
    }
}
