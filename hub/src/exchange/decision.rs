//! A decision: read by itself, then judged by the rules as its record stands, and given its place in the ledger.

use std::collections::{BTreeMap, BTreeSet};

use satchel_shared::{
    attachment::{ATTACHMENTS, Attachment},
    exchange::{LedgerEntry, MessageError, SealedDecision, Update},
    ids::{DeviceId, MemberId, OfficeId, RecordId, VersionId},
    ledger::{
        Actor, Decision, Event, Fund, FundDecision, OfficeDecision, OfficeKind, Refusal as Rule, Role, Standing,
        Subject,
    },
    schema::{Kind, discussion},
    seal::{PublicKey, Purpose, Sealed},
    version::Version,
};
use serde_bytes::ByteBuf;
use serde_json::Value;

pub(super) mod readers;

use self::readers::Readers;
use super::refusal::{self, Halt, Refusal};
use crate::{
    feed::{self, Audience},
    ledger, roster,
    store::{Asked, ContentHash, Device, KeptVersion, KnownRecord, Link, StoreError, Transaction, Writing},
};

/// A decision whose signature holds, and whose version, where it brings one, is what it says.
pub(super) struct ReadDecision {
    sealed: SealedDecision,
    event: Event,
    signer: Device,
    version: Option<ReadVersion>,
}

struct ReadVersion {
    id: VersionId,
    kind: Kind,
    /// Compressed, as it came.
    body: ByteBuf,
    /// The files that it names.
    files: Vec<ContentHash>,
    /// The practices that it puts before the Council.
    practices: Vec<RecordId>,
}

impl ReadDecision {
    pub(super) fn read(mut sealed: SealedDecision, signers: &BTreeMap<DeviceId, Device>) -> Result<Self, Refusal> {
        let id = sealed.signer().map_err(MessageError::from)?;
        let signer = refusal::signer(signers, id)?.clone();
        let event = sealed.open(&signer.key).map_err(|error| {
            let parsed = Sealed::parse(&sealed.event).ok();
            let former = parsed.and_then(|sealed| signer.former_key_of(&sealed, Purpose::Event));
            former.map_or_else(|| error.into(), |_| Refusal::KeyReplaced(signer.id))
        })?;
        let is_submission = matches!(event.what, Decision::Submitted { .. });
        // Whatever else came along is not signed for.
        let brings = is_submission || (event.what.name().may_bring_version() && sealed.version.is_some());
        let brought = event.what.version().filter(|_| brings);
        let version = brought.map(|id| read_version(&sealed, &event, id)).transpose()?;
        if version.is_none() {
            sealed.version = None;
        }
        Ok(Self {
            sealed,
            event,
            signer,
            version,
        })
    }
}

fn read_version(sealed: &SealedDecision, event: &Event, id: VersionId) -> Result<ReadVersion, Refusal> {
    let body = sealed.version.clone().ok_or(Refusal::VersionMissing)?;
    let bytes = match sealed.version_bytes(id) {
        Ok(bytes) => bytes.ok_or(Refusal::VersionMissing)?,
        Err(MessageError::Wire(error)) => return Err(Refusal::VersionUnreadable(error)),
        Err(error @ MessageError::Seal(_)) => return Err(error.into()),
    };
    let version = Version::from_bytes(&bytes).map_err(Refusal::VersionUnreadable)?;
    if version.record != event.record {
        return Err(Refusal::VersionOfAnotherRecord(version.record));
    }
    Ok(ReadVersion {
        id,
        kind: version.kind,
        body,
        files: files_of(&version),
        practices: practices_of(&version),
    })
}

/// The practices that a version puts before the Council.
fn practices_of(version: &Version) -> Vec<RecordId> {
    if version.kind == Kind::Discussion {
        discussion::practices(&version.content).collect()
    } else {
        Vec::new()
    }
}

/// The files that a version names.
fn files_of(version: &Version) -> Vec<ContentHash> {
    let named = version.content.get(ATTACHMENTS).unwrap_or(&Value::Null);
    let files = Attachment::all(named).filter_map(|file| blake3::Hash::from_hex(file.hash).ok());
    files.map(|hash| *hash.as_bytes()).collect()
}

/// Takes a decision, or says why not. Everything is checked before anything is written.
pub(super) async fn take(
    transaction: &mut (dyn Transaction + '_),
    decision: ReadDecision,
    at: i64,
) -> Result<(), Halt> {
    let ReadDecision {
        sealed,
        event,
        signer,
        version,
    } = decision;
    if let Some(link) = transaction.link_of(event.id).await? {
        // The same one again: its first reply was lost, and perhaps its device has another key by now.
        return if link.event == *sealed.event || is_the_same(&link, &sealed) {
            Ok(())
        } else {
            Err(Refusal::DecisionIdReused.into())
        };
    }
    let signed = blake3::hash(&sealed.event).into();
    if let Some(refused) = transaction.refused_decision(&signed).await? {
        return Err(Refusal::Before(refused).into());
    }
    // In another role, perhaps, than when it was looked up, with another key, or not heard any more: by a decision just before.
    let key = signer.key;
    let signer = transaction
        .device(signer.id)
        .await?
        .ok_or(StoreError::Damaged("device"))?;
    if signer.key != key {
        return Err(Refusal::KeyReplaced(signer.id).into());
    }
    if !signer.is_heard() {
        return Err(Refusal::DeviceRevoked(signer.id).into());
    }
    let known = transaction.find(&Asked::records([event.record])).await?.records.pop();
    let before = match &known {
        Some(record) => readers::of(transaction, record).await?,
        None => BTreeSet::new(),
    };
    let judged = match judge(known, &event, &signer, version.as_ref(), at) {
        Ok(record) => check_named(transaction, (&event, &signer), &record, version.as_ref(), at)
            .await?
            .map(|()| record),
        Err(refusal) => Err(refusal),
    };
    let mut record = match judged {
        Ok(record) => record,
        Err(refusal) => {
            transaction.note_refused_decision(&signed, &refusal.told()).await?;
            return Err(refusal.into());
        }
    };
    let version = version.filter(|_| record.standing.new_version(&event.what).is_some());
    record.standing.apply(record.subject, event.id, &event.what);
    let version_number = record.standing.version_number(&event.what);
    if let Decision::Office(what) = &event.what {
        roster::carry_out(transaction, record.office, what, at).await?;
    }
    let office = transaction.office(record.office).await?;
    let office = office.ok_or(StoreError::Damaged("office"))?;
    transaction.put(Writing::records(std::slice::from_ref(&record))).await?;
    if let Some(ReadVersion { id, body, files, .. }) = version {
        let kept = KeptVersion {
            record: record.id,
            number: version_number,
            id,
            body: body.into_vec(),
        };
        transaction.add_version(&kept).await?;
        show(transaction, record.office, &files, Audience::Desk).await?;
    }
    if let Decision::ConsentGiven(given) = &event.what {
        let file = given.file.as_ref().and_then(|file| blake3::Hash::from_hex(file).ok());
        let file = file.map(|hash| *hash.as_bytes());
        show(transaction, record.office, file.as_slice(), Audience::Desk).await?;
    }
    let filing = (event.record, event.id, signer.id);
    let link = ledger::append(transaction, at, filing, sealed.event.clone().into_vec()).await?;
    let entry = LedgerEntry {
        number: link.number,
        at: link.at,
        version_number,
        status: Some(record.standing.status),
        office_name: office.name,
        decision: sealed,
        without_confidential: false,
    };
    if let Decision::Office(what) = &event.what {
        return Ok(tell_of_office(transaction, [signer.office, record.office], what, entry).await?);
    }
    if let Decision::Fund(_) = &event.what {
        let told = [Audience::Fund, Audience::Desk];
        return Ok(feed::append(transaction, &Update::Decision(entry), told).await?);
    }
    let readers = Readers {
        before,
        after: readers::of(transaction, &record).await?,
    };
    Ok(readers.tell(transaction, &record, &signer, &event.what, entry).await?)
}

/// Whether what is in the ledger is by the same device and says the same as what has come.
fn is_the_same(link: &Link, sealed: &SealedDecision) -> bool {
    let read = |bytes: &[u8]| Sealed::parse(bytes).ok();
    let known = read(&link.event).zip(read(&sealed.event));
    known.is_some_and(|(known, came)| known.signer() == came.signer() && known.unverified() == came.unverified())
}

/// Tells a decision on an office to those who administer, and to the office of the one who made it. What becomes of it the members of
/// the office that it is on learn otherwise, but for the levels that their desk works by; an invitation's code is nobody's whom it
/// does not invite.
async fn tell_of_office(
    transaction: &mut (dyn Transaction + '_),
    [by, on]: [OfficeId; 2],
    what: &OfficeDecision,
    entry: LedgerEntry,
) -> Result<(), StoreError> {
    let offices = match what {
        OfficeDecision::MemberInvited { .. } => BTreeSet::new(),
        OfficeDecision::LevelsSet(_) => BTreeSet::from([by, on]),
        OfficeDecision::Added { .. }
        | OfficeDecision::RoleChanged { .. }
        | OfficeDecision::MemberLeft { .. }
        | OfficeDecision::DeviceRevoked { .. }
        | OfficeDecision::RescueAllowed { .. }
        | OfficeDecision::KeyReplaced { .. } => BTreeSet::from([by]),
    };
    let offices = offices.into_iter().map(Audience::Office);
    let audiences = offices.chain([Audience::Admin]);
    feed::append(transaction, &Update::Decision(entry), audiences).await
}

/// Whether what a decision names beside its subject is there.
async fn check_named(
    transaction: &mut (dyn Transaction + '_),
    (event, signer): (&Event, &Device),
    record: &KnownRecord,
    version: Option<&ReadVersion>,
    at: i64,
) -> Result<Result<(), Refusal>, StoreError> {
    let refused = if let Decision::Referred { to, .. } = &event.what {
        (!is_partner(transaction, *to).await?).then_some(Rule::NoSuchPartner)
    } else if let Decision::Assigned { to } = &event.what {
        (!sits_at_the_desk(transaction, *to).await?).then_some(Rule::NoSuchMember)
    } else if let Decision::Invited { to, .. } = &event.what
        && !may_be_guest(transaction, *to).await?
    {
        Some(Rule::NoSuchOffice)
    } else if record.subject == Subject::Record(Kind::Discussion) {
        check_practices(transaction, event, record, version, at).await?.err()
    } else if let Decision::Office(what) = &event.what {
        let named = roster::named(transaction, event.office, what).await?;
        let checked = what
            .check(named)
            .and_then(|()| what.check_signer(signer.id))
            .and_then(|()| check_new_key(what, signer));
        if let (Ok(()), OfficeDecision::MemberInvited { code, .. }) = (checked, what)
            && transaction.invitation(*code).await?.is_some()
        {
            Some(Rule::CodeReused)
        } else {
            checked.err()
        }
    } else if let Decision::Fund(what) = &event.what {
        check_target(transaction, what).await?.err()
    } else {
        None
    };
    Ok(refused.map_or(Ok(()), |refused| Err(refused.into())))
}

/// Whether a device that replaces its key may, and has one by that. One that was revoked stays as it was, also where a rescue is
/// allowed.
fn check_new_key(what: &OfficeDecision, signer: &Device) -> Result<(), Rule> {
    let OfficeDecision::KeyReplaced { key, .. } = what else {
        return Ok(());
    };
    if signer.is_revoked() {
        return Err(Rule::NoSuchDevice);
    }
    PublicKey::from_slice(&key.0).map(drop).map_err(|_| Rule::KeyUnusable)
}

/// Whether what money is set aside for is known, and may be given some.
async fn check_target(
    transaction: &mut (dyn Transaction + '_),
    what: &FundDecision,
) -> Result<Result<(), Rule>, StoreError> {
    let Some(target) = what.target() else {
        return Ok(Ok(()));
    };
    let known = transaction.find(&Asked::records([target])).await?.records.pop();
    let kind = known.as_ref().and_then(|record| record.subject.kind());
    let is_fundable = known
        .zip(kind)
        .is_some_and(|(record, kind)| record.standing.status.is_fundable(kind));
    Ok(is_fundable.then_some(()).ok_or(Rule::NotFundable))
}

/// Whether the State consents that the Council hears of each practice that a discussion names, once others read of it.
async fn check_practices(
    transaction: &mut (dyn Transaction + '_),
    event: &Event,
    record: &KnownRecord,
    version: Option<&ReadVersion>,
    at: i64,
) -> Result<Result<(), Rule>, StoreError> {
    if !event.what.name().puts_before_the_council() {
        return Ok(Ok(()));
    }
    let practices = match version {
        Some(version) => version.practices.clone(),
        None => {
            let number = record.standing.version_number(&event.what);
            practices_of(&readers::kept(transaction, record, number).await?)
        }
    };
    for practice in practices {
        let known = transaction.find(&Asked::records([practice])).await?.records.pop();
        if !known.is_some_and(|known| known.standing.may_reach_the_council(at)) {
            return Ok(Err(Rule::NoConsent));
        }
    }
    Ok(Ok(()))
}

async fn show(
    transaction: &mut (dyn Transaction + '_),
    office: OfficeId,
    files: &[ContentHash],
    audience: Audience,
) -> Result<(), StoreError> {
    for file in files {
        transaction.show_attachment(office, file, audience).await?;
    }
    Ok(())
}

async fn sits_at_the_desk(transaction: &mut (dyn Transaction + '_), member: MemberId) -> Result<bool, StoreError> {
    let member = transaction.member(member).await?;
    Ok(member.is_some_and(|member| member.role == Role::Desk && member.left_at.is_none()))
}

/// Whether there is such an office outside headquarters.
async fn may_be_guest(transaction: &mut (dyn Transaction + '_), office: OfficeId) -> Result<bool, StoreError> {
    let office = transaction.office(office).await?;
    Ok(office.is_some_and(|office| office.kind != OfficeKind::Headquarters))
}

async fn is_partner(transaction: &mut (dyn Transaction + '_), office: OfficeId) -> Result<bool, StoreError> {
    let office = transaction.office(office).await?;
    Ok(office.is_some_and(|office| office.kind == OfficeKind::Agency))
}

/// The record as it stands, once the decision is allowed on it. A version may come before any pack: it stands for itself, and
/// the first office to speak of a record is the one whose record it is.
fn judge(
    known: Option<KnownRecord>,
    event: &Event,
    signer: &Device,
    version: Option<&ReadVersion>,
    at: i64,
) -> Result<KnownRecord, Refusal> {
    let actor = Actor {
        role: signer.role,
        office: signer.office,
    };
    let record = match known {
        Some(record) => record,
        None => {
            let subject = new_subject(event, version)?;
            KnownRecord {
                id: event.record,
                subject,
                office: event.office,
                standing: match subject {
                    Subject::Fund => Standing::open(),
                    Subject::Record(_) | Subject::Office => Standing::default(),
                },
                heads: Vec::new(),
            }
        }
    };
    // The books of a fund are no office's: an entry is filed under that of who made it.
    let office = if record.subject == Subject::Fund {
        signer.office
    } else {
        record.office
    };
    if event.office != office {
        return Err(Rule::NotYourOffice.into());
    }
    if version.is_some_and(|version| record.subject != version.kind.into()) {
        return Err(Refusal::KindDiffers(record.subject));
    }
    record
        .standing
        .check(actor, record.subject, record.office, &event.what, at)?;
    record.standing.check_basis(event.what.name(), event.after)?;
    if version.is_none() && record.standing.new_version(&event.what).is_some() {
        return Err(Refusal::VersionMissing);
    }
    Ok(record)
}

/// What the first decision on something is on.
fn new_subject(event: &Event, version: Option<&ReadVersion>) -> Result<Subject, Refusal> {
    if let Some(version) = version {
        return Ok(version.kind.into());
    }
    if let Decision::Fund(_) = event.what {
        return Fund::of(event.record)
            .map(|_| Subject::Fund)
            .ok_or(Rule::NoSuchFund.into());
    }
    if !matches!(event.what, Decision::Office(_)) {
        return Err(Rule::NotSubmitted.into());
    }
    if RecordId::from(event.office) != event.record {
        return Err(Rule::NoSuchOffice.into());
    }
    Ok(Subject::Office)
}
