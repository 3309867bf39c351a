//! Where the hub keeps things: one trait for reading, one for a transaction that writes.
//!
//! The operations are those of the hub's work, without a word of SQL, so that SQLite and PostgreSQL stand behind the same two.
//! No rule is here: who may do what is decided before [`Transaction::commit`] is called, and everything that one exchange
//! changes is committed together or not at all.

mod connections;
pub mod database;
mod people;
pub mod postgres;
mod rows;
pub mod sqlite;

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fmt,
};

use async_trait::async_trait;
use automerge::ChangeHash;
use satchel_shared::{
    day::Day,
    digest::Digest,
    exchange::Refused,
    ids::{CodeHash, DeviceId, EventId, MemberId, OfficeId, RecommendationId, RecordId, VersionId},
    ledger::{OfficeKind, Role, Standing, Subject},
    seal::{PublicKey, Purpose, Sealed},
    states::StateCode,
};

use crate::{
    feed::Audience,
    span::{Mark, Ranges, Span},
};

/// A BLAKE3 hash.
pub type ContentHash = [u8; 32];

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the store does not answer: {0}")]
    Unavailable(Box<dyn std::error::Error + Send + Sync>),
    /// What was read cannot have been written by this program.
    #[error("the store holds a damaged {0}")]
    Damaged(&'static str),
    /// A number that does not fit into the store's.
    #[error("{0} is too large a number")]
    TooLarge(u64),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

pub type Result<T> = std::result::Result<T, StoreError>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub id: OfficeId,
    pub name: String,
    pub kind: OfficeKind,
    pub states: Vec<StateCode>,
}

/// A person in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: MemberId,
    pub office: OfficeId,
    /// May be empty.
    pub name: String,
    /// As invited: it never changes.
    pub first_role: Role,
    pub role: Role,
    pub left_at: Option<i64>,
    /// Grows whenever something of the member, or of the member's devices, is another.
    pub revision: u64,
}

/// By which one device of a member may join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub code: CodeHash,
    pub member: MemberId,
    pub expires_at: i64,
    pub used_by: Option<DeviceId>,
}

/// A device, with what of its member and its office decides what it may do and what it receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    /// By which it signs.
    pub key: PublicKey,
    /// Those before it, the first one first: what they signed before they were replaced stands.
    pub former_keys: Vec<PublicKey>,
    pub office: OfficeId,
    pub states: Vec<StateCode>,
    /// The member whose it is.
    pub holder: MemberId,
    pub role: Role,
    pub joined_at: i64,
    /// The highest counter of its requests.
    pub counter: u64,
    pub revoked_at: Option<i64>,
    /// Since when what it signed is taken from others though it is revoked.
    pub rescued_at: Option<i64>,
}

impl Device {
    #[must_use]
    pub fn is_revoked(&self) -> bool {
        self.revoked_at.is_some()
    }

    /// The key that signed something, where it was replaced.
    #[must_use]
    pub fn former_key_of(&self, sealed: &Sealed, purpose: Purpose) -> Option<PublicKey> {
        let mut keys = self.former_keys.iter();
        keys.find(|key| sealed.clone().open(key, purpose).is_ok()).copied()
    }

    /// Whether what a key signed that was replaced is taken all the same: who administers has allowed a rescue, perhaps of a copy that
    /// knows no other key.
    #[must_use]
    pub fn is_rescued(&self) -> bool {
        self.is_revoked() && self.rescued_at.is_some()
    }

    /// The bytes of [`Self::former_keys`], one after another.
    #[must_use]
    pub fn former_key_bytes(&self) -> Vec<u8> {
        self.former_keys.iter().flat_map(|key| key.to_bytes()).collect()
    }

    /// Whether what it signed is taken.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        !self.is_revoked() || self.rescued_at.is_some()
    }
}

/// A record as the hub knows it, never its content; or an office, under whose id decisions on it are filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRecord {
    pub id: RecordId,
    pub subject: Subject,
    pub office: OfficeId,
    pub standing: Standing,
    /// The changes on which no other builds, sorted; none where no pack has come yet.
    pub heads: Vec<ChangeHash>,
}

/// One link of the ledger's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub number: u64,
    pub at: i64,
    pub record: RecordId,
    pub event_id: EventId,
    pub signer: DeviceId,
    pub previous: ContentHash,
    pub hash: ContentHash,
    /// As signed.
    pub event: Vec<u8>,
}

/// A submitted version of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    pub record: RecordId,
    pub number: u32,
    pub id: VersionId,
    /// Canonical bytes, compressed.
    pub body: Vec<u8>,
}

/// An entry to be appended to the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub audiences: BTreeSet<Audience>,
    /// The device that has it already.
    pub not_for: Option<DeviceId>,
    /// CBOR of an `exchange::Update`.
    pub body: Vec<u8>,
}

/// What is written together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Writing<'a> {
    /// Records to add, each once, or whose new standings and heads are kept: kind and office never change.
    pub records: &'a [KnownRecord],
    /// Of records that are known by now; they share no sequence number with a known one.
    pub spans: &'a [Span],
    pub digests: &'a [(OfficeId, Digest)],
    /// Appended to the feed, in this order.
    pub entries: &'a [NewEntry],
}

impl<'a> Writing<'a> {
    /// Records alone.
    #[must_use]
    pub fn records(records: &'a [KnownRecord]) -> Self {
        Self {
            records,
            ..Self::default()
        }
    }

    /// Digests alone.
    #[must_use]
    pub fn digests(digests: &'a [(OfficeId, Digest)]) -> Self {
        Self {
            digests,
            ..Self::default()
        }
    }

    /// Entries alone.
    #[must_use]
    pub fn entries(entries: &'a [NewEntry]) -> Self {
        Self {
            entries,
            ..Self::default()
        }
    }
}

/// What is asked together, before something is written.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub records: BTreeSet<RecordId>,
    /// Spans of known changes with sequence numbers in these ranges.
    pub spans: Ranges,
    /// Of offices.
    pub digests: BTreeSet<OfficeId>,
}

impl Asked {
    /// Records alone.
    #[must_use]
    pub fn records(records: impl IntoIterator<Item = RecordId>) -> Self {
        Self {
            records: records.into_iter().collect(),
            ..Self::default()
        }
    }
}

/// What of it there is.
#[derive(Debug, Default)]
pub struct Found {
    pub records: Vec<KnownRecord>,
    /// Each once.
    pub spans: Vec<Span>,
    pub digests: BTreeMap<OfficeId, Digest>,
}

/// An entry's place in the feed, without its body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub position: u64,
    pub not_for: Option<DeviceId>,
    /// How long the body is.
    pub bytes: u64,
}

/// A record of an office with its whole history, as a new device of the office gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSnapshot {
    pub record: RecordId,
    pub office: OfficeId,
    /// Of the last pack that is in it.
    pub position: u64,
    /// CBOR of an `exchange::Update`.
    pub body: Vec<u8>,
}

impl KeptSnapshot {
    /// Those above this many bytes come after all others.
    pub const LARGE: usize = 8 << 10;

    #[must_use]
    pub fn is_large(&self) -> bool {
        self.body.len() > Self::LARGE
    }
}

/// Which of an office's snapshots are asked for: small ones before large ones, of each the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotsAfter {
    /// Those whose positions are above this one,
    pub above: u64,
    /// and not above this one,
    pub up_to: u64,
    /// that come after the one of this size
    pub large: bool,
    /// and this position.
    pub before: u64,
}

/// A file that an office attaches, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptAttachment {
    pub hash: ContentHash,
    pub office: OfficeId,
    /// As announced.
    pub bytes: u64,
    /// Whether all of them have come from this office.
    pub is_whole: bool,
}

/// What is new about a recommendation that is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Novelty {
    New,
    /// It was here, and said something else.
    Updated,
    Known,
}

/// What can be read at any time, also while a transaction is open; it shows what was committed.
#[async_trait]
pub trait Store: fmt::Debug + Send + Sync + 'static {
    /// Begins the one transaction that writes. Another one waits until this ends, so that the feed's positions grow in the
    /// order of commits and no reader passes over one.
    async fn begin(&self) -> Result<Box<dyn Transaction + '_>>;

    /// Opens all connections that it may use and does with each what is done once a connection, so that who comes first need
    /// not wait for it. Waits for nobody who writes.
    async fn stand_by(&self) -> Result<()>;

    /// Of a device nothing changes but its counter, its keys, its member's role, and whether it is revoked.
    async fn device(&self, id: DeviceId) -> Result<Option<Device>>;

    /// Those that are not revoked.
    async fn devices(&self) -> Result<Vec<Device>>;

    async fn member(&self, id: MemberId) -> Result<Option<Member>>;

    async fn offices(&self) -> Result<Vec<Office>>;

    /// The next places after `after` of entries for any of the audiences, in order, each once, at most `limit`.
    async fn places(&self, audiences: &[Audience], after: u64, limit: u32) -> Result<Vec<Place>>;

    /// The next entries of the feed after a position, whoever they are for, each with its own; at most `limit`.
    async fn feed(&self, after: u64, limit: u32) -> Result<Vec<(u64, Vec<u8>)>>;

    /// The bodies at the positions, in order.
    async fn bodies(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>>;

    /// The feed's position up to which the office's packs are in its records' snapshots.
    async fn compacted(&self, office: OfficeId) -> Result<u64>;

    /// The next snapshots of an office, at most `limit`.
    async fn snapshots(&self, office: OfficeId, after: SnapshotsAfter, limit: u32) -> Result<Vec<KeptSnapshot>>;

    async fn snapshot(&self, record: RecordId) -> Result<Option<KeptSnapshot>>;

    /// The digest of an office's records; none where it was never computed.
    async fn digest(&self, office: OfficeId) -> Result<Option<Digest>>;

    /// Where the device stood in the feed when it wrote the last letter that was read; none where none was.
    async fn letter(&self, device: DeviceId) -> Result<Option<Vec<u8>>>;

    /// The heads of an office's records that have some.
    async fn heads(&self, office: OfficeId) -> Result<Vec<(RecordId, Vec<ChangeHash>)>>;

    /// Links of the ledger after the one of this number, in order, at most `limit`.
    async fn links(&self, after: u64, limit: u32) -> Result<Vec<Link>>;

    async fn version(&self, record: RecordId, number: u32) -> Result<Option<KeptVersion>>;

    /// Records by their ids, behind the one given, at most `limit`.
    async fn records(&self, after: Option<RecordId>, limit: u32) -> Result<Vec<KnownRecord>>;

    /// An office's own file.
    async fn attachment(&self, office: OfficeId, hash: &ContentHash) -> Result<Option<KeptAttachment>>;

    /// How long a file is, where it is whole and shown to one of the audiences.
    async fn shown_attachment(&self, hash: &ContentHash, audiences: &[Audience]) -> Result<Option<u64>>;
}

/// Everything that one exchange, enrolment or command changes, together. Dropped without [`Self::commit`] it changes nothing.
#[async_trait]
pub trait Transaction: Send {
    async fn commit(self: Box<Self>) -> Result<()>;

    async fn add_office(&mut self, office: &Office, at: i64) -> Result<()>;
    async fn office(&mut self, id: OfficeId) -> Result<Option<Office>>;

    async fn add_member(&mut self, member: &Member) -> Result<()>;
    async fn member(&mut self, id: MemberId) -> Result<Option<Member>>;
    /// All of them, by office and name.
    async fn members(&mut self) -> Result<Vec<Member>>;
    async fn set_role(&mut self, member: MemberId, role: Role) -> Result<()>;
    async fn leave(&mut self, member: MemberId, at: i64) -> Result<()>;
    /// Something of the member is another.
    async fn revise(&mut self, member: MemberId) -> Result<()>;

    async fn add_invitation(&mut self, invitation: &Invitation) -> Result<()>;
    async fn invitation(&mut self, code: CodeHash) -> Result<Option<Invitation>>;
    async fn invitations(&mut self) -> Result<Vec<Invitation>>;
    async fn invitations_of(&mut self, member: MemberId) -> Result<Vec<Invitation>>;
    async fn use_invitation(&mut self, code: CodeHash, by: DeviceId) -> Result<()>;

    async fn add_device(&mut self, device: &Device) -> Result<()>;
    async fn device(&mut self, id: DeviceId) -> Result<Option<Device>>;
    /// A member's devices, the first that joined first.
    async fn devices_of(&mut self, member: MemberId) -> Result<Vec<Device>>;
    /// From now on nothing that the device says or signed is taken.
    async fn revoke_device(&mut self, id: DeviceId, at: i64) -> Result<()>;
    /// From now on what a revoked device signed is taken where others bring it.
    async fn rescue_device(&mut self, id: DeviceId, at: i64) -> Result<()>;
    /// From now on the device signs by the key that is given; its former keys are kept.
    async fn set_keys(&mut self, device: &Device) -> Result<()>;
    /// Notes an entry by which a record was handed on to readers beyond its office and the desk.
    async fn note_handed_on(&mut self, record: RecordId, position: u64) -> Result<()>;
    /// Nobody of an audience comes to such an entry of a record any more who has not passed it.
    async fn take_back(&mut self, record: RecordId, audience: Audience) -> Result<()>;
    /// Notes the last day on which a record is shared; none: there is no such day.
    async fn set_share_end(&mut self, record: RecordId, until: Option<Day>) -> Result<()>;
    /// The records whose last day is over.
    async fn shares_over(&mut self, today: Day) -> Result<Vec<RecordId>>;
    /// Takes up a request: notes its counter, and finds what it asks. None where the counter is not higher than all before, the
    /// device is revoked, it has another key, or its member another role by now.
    async fn take_up(&mut self, device: &Device, counter: u64, asked: &Asked) -> Result<Option<Found>>;

    /// Finds what is asked.
    async fn find(&mut self, asked: &Asked) -> Result<Found>;
    /// Every position that is given from now on is higher than this one.
    async fn give_positions_above(&mut self, position: u64) -> Result<()>;
    /// Writes all of it; gives the positions of its entries.
    async fn put(&mut self, writing: Writing<'_>) -> Result<Vec<u64>>;

    /// Of all known changes of a record.
    async fn marks(&mut self, record: RecordId) -> Result<HashSet<Mark>>;

    /// The last link of the ledger.
    async fn last_link(&mut self) -> Result<Option<Link>>;
    async fn link_of(&mut self, event: EventId) -> Result<Option<Link>>;
    async fn add_link(&mut self, link: &Link) -> Result<()>;
    async fn add_version(&mut self, version: &KeptVersion) -> Result<()>;
    async fn version(&mut self, record: RecordId, number: u32) -> Result<Option<KeptVersion>>;
    /// What was said to a decision of these signed bytes, where the rules refused it. It is final: a satchel may be read again.
    async fn refused_decision(&mut self, signed: &ContentHash) -> Result<Option<Refused>>;
    async fn note_refused_decision(&mut self, signed: &ContentHash, refused: &Refused) -> Result<()>;

    /// The feed's position up to which the office's packs are in its records' snapshots.
    async fn compacted(&mut self, office: OfficeId) -> Result<u64>;
    async fn set_compacted(&mut self, office: OfficeId, position: u64) -> Result<()>;
    /// Keeps a snapshot in place of the record's earlier one.
    async fn put_snapshot(&mut self, snapshot: &KeptSnapshot) -> Result<()>;

    async fn attachment(&mut self, office: OfficeId, hash: &ContentHash) -> Result<Option<KeptAttachment>>;
    /// Bytes of all files that an office attaches, those that are coming too.
    async fn attachment_bytes(&mut self, office: OfficeId) -> Result<u64>;
    /// Adds a file, or keeps whether it is whole.
    async fn put_attachment(&mut self, attachment: &KeptAttachment) -> Result<()>;
    /// An audience may have an office's file, once that is whole.
    async fn show_attachment(&mut self, office: OfficeId, hash: &ContentHash, audience: Audience) -> Result<()>;

    /// Notes where a device stood in the feed when it wrote a letter.
    async fn note_letter(&mut self, device: DeviceId, cursor: &[u8]) -> Result<()>;

    /// Notes a recommendation, with the hash of what it says; tells what is new about it.
    async fn put_recommendation(
        &mut self,
        id: RecommendationId,
        state: StateCode,
        content: &ContentHash,
    ) -> Result<Novelty>;
}
