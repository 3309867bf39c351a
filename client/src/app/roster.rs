//! Who is there, as this device knows it; and what whoever administers, or leads an office, decides about it.

use rusqlite::Connection;
use satchel_shared::{
    exchange::{MemberCard, OfficeCard},
    ids::{MemberId, OfficeId, RecordId},
    invitation::InvitationCode,
    ledger::{
        Decision, OfficeDecision, OfficeKind, Refusal, Role, Subject,
        office::{Named, NamedDevice, NamedMember},
    },
    window::{AddOffice, Invitation, Invite, Member, MemberDevice, OfficeRow, OfficeView},
};

use super::{
    App,
    decide::{On, actor},
    open::Open,
};
use crate::{
    error::AppError,
    vault::{KeptDecision, VaultError, WaitingDecision, decisions, members, offices, settings},
};

impl App {
    /// The offices that are known here, by their names: to who administers, all; to others, their own.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`]
    pub fn offices(&self) -> Result<Vec<OfficeRow>, AppError> {
        self.with_open(|open| {
            let own = open.member()?;
            let mut cards = known_offices(open.vault.read())?;
            cards.retain(|card| own.role == Role::Admin || card.id == own.office);
            cards.into_iter().map(|card| Ok(open.office_view(card)?.row)).collect()
        })
    }

    /// An office with everybody in it.
    ///
    /// # Errors
    /// [`AppError::Refused`] where no such office is known here.
    pub fn office(&self, id: OfficeId) -> Result<OfficeView, AppError> {
        self.with_open(|open| open.office(id))
    }

    /// Adds an office, which headquarters has with the next sync.
    ///
    /// # Errors
    /// The rule that speaks against it.
    pub fn add_office(&self, asked: AddOffice) -> Result<OfficeView, AppError> {
        let AddOffice { name, kind, states } = asked;
        let name = name.trim().to_owned();
        self.with_open(|open| {
            let id = OfficeId(open.environment.new_uuid());
            open.decide_about(id, OfficeDecision::Added { name, kind, states })?;
            open.office(id)
        })
    }

    /// Makes a code by which one device may join an office, once headquarters has the invitation.
    ///
    /// # Errors
    /// The rule that speaks against it.
    pub fn invite(&self, asked: Invite) -> Result<Invitation, AppError> {
        self.with_open(|open| {
            let hub = settings::hub(open.vault.read())?.ok_or(AppError::NotEnrolled)?;
            let code = InvitationCode::new(open.environment.random(), hub.key.id());
            let new = MemberId(open.environment.new_uuid());
            let what = OfficeDecision::MemberInvited {
                member: asked.member.unwrap_or(new),
                name: asked.name.trim().to_owned(),
                role: asked.role,
                code: code.hash(),
            };
            open.decide_about(asked.office, what)?;
            Ok(Invitation {
                code: code.to_string(),
                hub: hub.url,
                view: open.office(asked.office)?,
            })
        })
    }

    /// Decides on an office: to change a role, to revoke a device, that somebody has left.
    ///
    /// # Errors
    /// The rule that speaks against it; [`AppError::BadRequest`] for what has a request of its own.
    pub fn decide_on_office(&self, office: OfficeId, what: OfficeDecision) -> Result<OfficeView, AppError> {
        if let OfficeDecision::Added { .. }
        | OfficeDecision::MemberInvited { .. }
        | OfficeDecision::KeyReplaced { .. } = what
        {
            return Err(AppError::BadRequest("this has a request of its own".to_owned()));
        }
        self.with_open(|open| {
            open.decide_about(office, what)?;
            open.office(office)
        })
    }
}

impl Open {
    fn decide_about(&mut self, office: OfficeId, what: OfficeDecision) -> Result<(), AppError> {
        let own = self.member()?;
        let on = On {
            id: RecordId::from(office),
            subject: Subject::Office,
            office,
        };
        let decision = Decision::Office(what.clone());
        // The rules first: who may not do this at all is told so, whatever it names.
        self.standing(on.id)?
            .check(actor(&own), on.subject, office, &decision, self.environment.now_ms())?;
        what.check(named(self.vault.read(), office, &what)?)?;
        self.decide_on(on, &own, decision, None)
    }

    /// The name of the office that a waiting decision is on.
    pub(super) fn office_name(&self, waiting: &WaitingDecision) -> Result<String, VaultError> {
        if let Decision::Office(OfficeDecision::Added { name, .. }) = &waiting.what {
            return Ok(name.clone());
        }
        let known = known_offices(self.vault.read())?.into_iter();
        let mut named = known.filter(|card| RecordId::from(card.id) == waiting.record);
        Ok(named.next().map(|card| card.name).unwrap_or_default())
    }

    pub(super) fn office(&self, id: OfficeId) -> Result<OfficeView, AppError> {
        let card = known_offices(self.vault.read())?.into_iter().find(|card| card.id == id);
        self.office_view(card.ok_or(Refusal::NoSuchOffice)?)
    }

    fn office_view(&self, card: OfficeCard) -> Result<OfficeView, AppError> {
        let vault = self.vault.read();
        let members = members::of_office(vault, card.id)?;
        let members: Vec<Member> = members.into_iter().map(|card| self.member_view(card)).collect();
        let id = RecordId::from(card.id);
        let kept = decisions::of_record(vault, id)?;
        let waits = kept.iter().any(waits);
        let lines = kept.into_iter().map(|decision| self.line(decision));
        let decisions = lines.collect::<Result<_, _>>()?;
        let own = self.member()?;
        let standing = self.standing(id)?;
        let allowed = standing.allowed(actor(&own), Subject::Office, card.id);
        let has_desk = card.kind == OfficeKind::Headquarters;
        let levels = has_desk.then(|| standing.levels.unwrap_or_default());
        let here = members.iter().filter(|member| member.left_at.is_none());
        let row = OfficeRow {
            members: here.clone().count(),
            invited: here.filter(|member| member.devices.is_empty()).count(),
            waits,
            id: card.id,
            name: card.name,
            kind: card.kind,
            states: card.states,
        };
        Ok(OfficeView {
            row,
            members,
            decisions,
            levels,
            allowed,
        })
    }

    fn member_view(&self, card: MemberCard) -> Member {
        let devices = card.devices.into_iter().filter_map(|device| {
            let id = device.id().ok()?;
            Some(MemberDevice {
                id,
                joined_at: device.joined_at,
                revoked_at: device.revoked_at,
                rescued_at: device.rescued_at,
                here: id == self.key.id(),
            })
        });
        Member {
            id: card.id,
            name: card.name,
            role: card.role,
            devices: devices.collect(),
            invited_until: card.invited_until,
            left_at: card.left_at,
        }
    }
}

fn waits(decision: &KeptDecision) -> bool {
    decision.number == 0 && decision.refused.is_empty()
}

/// Those that are known, and those that were added here and wait.
fn known_offices(connection: &Connection) -> Result<Vec<OfficeCard>, VaultError> {
    let mut all = offices::all(connection)?;
    for decision in decisions::waiting(connection)? {
        let id = OfficeId(decision.record.0);
        if let Decision::Office(OfficeDecision::Added { name, kind, states }) = decision.what {
            all.push(OfficeCard { id, name, kind, states });
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.dedup_by_key(|card| card.id);
    Ok(all)
}

/// What is known here of what a decision on an office names, with what waits taken for granted.
fn named(connection: &Connection, office: OfficeId, what: &OfficeDecision) -> Result<Named, VaultError> {
    let known = known_offices(connection)?.into_iter().find(|card| card.id == office);
    let member = what.member().map(|member| member_named(connection, office, member));
    let device = what
        .device()
        .map(|device| members::named_device(connection, office, device));
    let has_another_lead = if let OfficeDecision::RoleChanged { member, .. } = what {
        has_another_lead(connection, office, *member)?
    } else {
        false
    };
    Ok(Named {
        has_another_lead,
        office: known.map(|card| card.kind),
        member: member.transpose()?.unwrap_or(NamedMember::Nobody),
        device: device.transpose()?.unwrap_or(NamedDevice::Nowhere),
    })
}

/// As it will be once what waits is taken.
fn has_another_lead(connection: &Connection, office: OfficeId, than: MemberId) -> Result<bool, VaultError> {
    for member in members::of_office(connection, office)? {
        let is_lead = member_named(connection, office, member.id)? == NamedMember::Here(Role::Lead);
        if member.id != than && is_lead {
            return Ok(true);
        }
    }
    Ok(false)
}

fn member_named(connection: &Connection, office: OfficeId, member: MemberId) -> Result<NamedMember, VaultError> {
    let mut named = members::named(connection, office, member)?;
    for decision in decisions::of_record(connection, RecordId::from(office))?
        .iter()
        .filter(|it| waits(it))
    {
        if let Decision::Office(what) = &decision.what
            && what.member() == Some(member)
        {
            named = match what {
                OfficeDecision::MemberInvited { role, .. } | OfficeDecision::RoleChanged { role, .. } => {
                    NamedMember::Here(*role)
                }
                OfficeDecision::MemberLeft { .. } => NamedMember::Elsewhere,
                OfficeDecision::Added { .. }
                | OfficeDecision::DeviceRevoked { .. }
                | OfficeDecision::RescueAllowed { .. }
                | OfficeDecision::KeyReplaced { .. }
                | OfficeDecision::LevelsSet(_) => named,
            };
        }
    }
    Ok(named)
}
