//! Single values: the device's key, its office, the hub, where the feed stands.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_shared::{
    exchange::Cursor,
    ids::DeviceId,
    invitation::InvitationCode,
    seal::{Key, PublicKey},
    window::{LinkUse, Membership, Pictures, SavedFilter},
};
use serde_bytes::ByteBuf;
use zeroize::Zeroizing;

use super::VaultError;

pub(super) const DEVICE_KEY: &str = "device_key";
const NEXT_KEY: &str = "next_key";
const GENERATION: &str = "generation";
const MEMBERSHIP: &str = "membership";
const HUB_KEY: &str = "hub_key";
const HUB_ID: &str = "hub_id";
const COUNTER: &str = "counter";
const CURSOR: &str = "feed_cursor";
const PICTURES: &str = "pictures";
const ALL_SENT_AT: &str = "all_sent_at";
const FILTERS: &str = "filters";
const ENROLLED: &str = "enrolled";
const COURIER_CODE: &str = "courier_code";
const LINK_USE: &str = "link_use";
const UNMENDED: &str = "unmended";
const REVOKED_AT: &str = "revoked_at";
const SEEN: &str = "seen";

/// The hub that this device belongs to.
#[derive(Debug, Clone)]
pub struct HubIdentity {
    pub url: String,
    pub key: PublicKey,
}

pub(super) fn put(connection: &Connection, name: &str, value: &[u8]) -> Result<(), VaultError> {
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![name, value],
    )?;
    Ok(())
}

fn get(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

fn forget(connection: &Connection, name: &str) -> Result<(), VaultError> {
    connection.execute("DELETE FROM settings WHERE name = ?1", [name])?;
    Ok(())
}

fn number(connection: &Connection, name: &str) -> Result<u64, VaultError> {
    let bytes = get(connection, name)?;
    Ok(bytes
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u64::from_be_bytes))
}

/// This device's own keys.
pub fn device_key(connection: &Connection) -> Result<Key, VaultError> {
    let secrets = Zeroizing::new(get(connection, DEVICE_KEY)?.unwrap_or_default());
    let (first, later) = secrets
        .as_chunks::<32>()
        .0
        .split_first()
        .ok_or_else(|| VaultError::Damaged("no device key".to_owned()))?;
    Ok(later.iter().fold(Key::from_secret(first), Key::replaced_by))
}

/// From now on the key of these random bytes signs.
pub fn add_device_key(connection: &Connection, secret: &[u8; 32]) -> Result<(), VaultError> {
    let mut secrets = Zeroizing::new(get(connection, DEVICE_KEY)?.unwrap_or_default());
    secrets.extend_from_slice(secret);
    put(connection, DEVICE_KEY, &secrets)
}

/// The random bytes of the key that shall take this one's place, until headquarters knows it.
pub fn next_key(connection: &Connection) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
    let secret = get(connection, NEXT_KEY)?.map(Zeroizing::new);
    Ok(secret.and_then(|secret| <[u8; 32]>::try_from(secret.as_slice()).ok().map(Zeroizing::new)))
}

pub fn set_next_key(connection: &Connection, secret: Option<&[u8; 32]>) -> Result<(), VaultError> {
    match secret {
        Some(secret) => put(connection, NEXT_KEY, secret),
        None => forget(connection, NEXT_KEY),
    }
}

/// Which life of the vault this is; part of the actor of every change.
pub fn generation(connection: &Connection) -> Result<u32, VaultError> {
    Ok(u32::try_from(number(connection, GENERATION)?).unwrap_or_default())
}

/// Begins another life of the vault: what it writes from now on is told from all that a copy of it wrote.
pub fn begin_generation(connection: &Connection, generation: u32) -> Result<(), VaultError> {
    put(connection, GENERATION, &u64::from(generation).to_be_bytes())
}

pub fn membership(connection: &Connection) -> Result<Option<Membership>, VaultError> {
    let Some(bytes) = get(connection, MEMBERSHIP)? else {
        return Ok(None);
    };
    serde_json::from_slice(&bytes)
        .map(Some)
        .map_err(|error| VaultError::Damaged(error.to_string()))
}

/// Up to which place in the ledger the person has looked at what others decided.
pub fn seen(connection: &Connection) -> Result<u64, VaultError> {
    number(connection, SEEN)
}

/// Keeps that; it never goes back.
pub fn set_seen(connection: &Connection, up_to: u64) -> Result<(), VaultError> {
    put(connection, SEEN, &up_to.max(seen(connection)?).to_be_bytes())
}

/// What is done with pictures before they are kept; none until somebody said.
pub fn pictures(connection: &Connection) -> Result<Option<Pictures>, VaultError> {
    let bytes = get(connection, PICTURES)?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

pub fn put_pictures(connection: &Connection, pictures: Pictures) -> Result<(), VaultError> {
    let bytes = serde_json::to_vec(&pictures).map_err(|error| VaultError::Damaged(error.to_string()))?;
    put(connection, PICTURES, &bytes)
}

/// How this device uses its link.
pub fn link_use(connection: &Connection) -> Result<LinkUse, VaultError> {
    let bytes = get(connection, LINK_USE)?;
    Ok(bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default())
}

pub fn put_link_use(connection: &Connection, how: LinkUse) -> Result<(), VaultError> {
    let bytes = serde_json::to_vec(&how).map_err(|error| VaultError::Damaged(error.to_string()))?;
    put(connection, LINK_USE, &bytes)
}

pub fn hub(connection: &Connection) -> Result<Option<HubIdentity>, VaultError> {
    let (Some(membership), Some(key)) = (membership(connection)?, get(connection, HUB_KEY)?) else {
        return Ok(None);
    };
    let key = PublicKey::from_slice(&key).map_err(|error| VaultError::Damaged(error.to_string()))?;
    // Where none is kept, the hub has its first key.
    let id = get(connection, HUB_ID)?.and_then(|id| DeviceId::from_slice(&id).ok());
    Ok(Some(HubIdentity {
        url: membership.hub,
        key: id.map_or(key, |id| key.of(id)),
    }))
}

/// The key by which the hub signs.
pub fn set_hub_key(connection: &Connection, key: &PublicKey) -> Result<(), VaultError> {
    put(connection, HUB_KEY, &key.to_bytes())?;
    put(connection, HUB_ID, &key.id().0)
}

/// Joins an office. Records that were drafted before are its records from now on.
pub fn join(connection: &Connection, membership: &Membership, hub: &PublicKey) -> Result<(), VaultError> {
    set_membership(connection, membership)?;
    set_hub_key(connection, hub)?;
    connection.execute(
        "UPDATE records SET office = ?1, office_name = ?2 WHERE own = 1",
        params![membership.office.0.as_bytes(), membership.office_name],
    )?;
    Ok(())
}

/// What the hub says of this device's member by now.
pub fn set_membership(connection: &Connection, membership: &Membership) -> Result<(), VaultError> {
    let bytes = serde_json::to_vec(membership).map_err(|error| VaultError::Damaged(error.to_string()))?;
    put(connection, MEMBERSHIP, &bytes)
}

/// Since when this device may do nothing more, milliseconds since 1970 by the hub's clock; none where it may.
pub fn revoked_at(connection: &Connection) -> Result<Option<i64>, VaultError> {
    let at = number(connection, REVOKED_AT)?;
    Ok(i64::try_from(at).ok().filter(|at| *at > 0))
}

pub fn set_revoked_at(connection: &Connection, at: i64) -> Result<(), VaultError> {
    put(
        connection,
        REVOKED_AT,
        &u64::try_from(at).unwrap_or(1).max(1).to_be_bytes(),
    )
}

/// The hub's signed answer to this device's enrolment: by it a colleague's device believes this one's key.
pub fn enrolled(connection: &Connection) -> Result<Option<Vec<u8>>, VaultError> {
    get(connection, ENROLLED)
}

pub fn set_enrolled(connection: &Connection, reply: &[u8]) -> Result<(), VaultError> {
    put(connection, ENROLLED, reply)
}

pub fn forget_enrolled(connection: &Connection) -> Result<(), VaultError> {
    forget(connection, ENROLLED)
}

/// The code by which this device asked to be let into an office by a courier, until the answer comes.
pub fn courier_code(connection: &Connection) -> Result<Option<InvitationCode>, VaultError> {
    let text = get(connection, COURIER_CODE)?.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(text.and_then(|text| text.parse().ok()))
}

pub fn set_courier_code(connection: &Connection, code: &InvitationCode) -> Result<(), VaultError> {
    put(connection, COURIER_CODE, code.to_string().as_bytes())
}

pub fn forget_courier_code(connection: &Connection) -> Result<(), VaultError> {
    forget(connection, COURIER_CODE)
}

/// The number of the next request: grows, also when a request gets no answer.
pub fn next_counter(connection: &Connection) -> Result<u64, VaultError> {
    let next = number(connection, COUNTER)? + 1;
    put(connection, COUNTER, &next.to_be_bytes())?;
    Ok(next)
}

/// Passes over numbers that a copy of this vault may have used.
pub fn skip_counters(connection: &Connection, numbers: u64) -> Result<(), VaultError> {
    let next = number(connection, COUNTER)?.saturating_add(numbers);
    put(connection, COUNTER, &next.to_be_bytes())
}

/// Up to where everything of the feed is here.
pub fn cursor(connection: &Connection) -> Result<Cursor, VaultError> {
    Ok(Cursor(ByteBuf::from(get(connection, CURSOR)?.unwrap_or_default())))
}

pub fn set_cursor(connection: &Connection, cursor: &Cursor) -> Result<(), VaultError> {
    put(connection, CURSOR, &cursor.0)
}

/// When the hub last had everything, milliseconds since 1970.
pub fn all_sent_at(connection: &Connection) -> Result<Option<i64>, VaultError> {
    let at = number(connection, ALL_SENT_AT)?;
    Ok(i64::try_from(at).ok().filter(|at| *at > 0))
}

pub fn set_all_sent_at(connection: &Connection, at: i64) -> Result<(), VaultError> {
    put(
        connection,
        ALL_SENT_AT,
        &u64::try_from(at).unwrap_or_default().to_be_bytes(),
    )
}

/// The digests of what this device and the hub had when repairing ended and they still differed.
pub fn unmended(connection: &Connection) -> Result<Option<[[u8; 16]; 2]>, VaultError> {
    let bytes = get(connection, UNMENDED)?.unwrap_or_default();
    let (here, there) = bytes.split_at(bytes.len() / 2);
    let both = here.try_into().ok().zip(there.try_into().ok());
    Ok(both.map(|(here, there)| [here, there]))
}

pub fn set_unmended(connection: &Connection, both: [[u8; 16]; 2]) -> Result<(), VaultError> {
    put(connection, UNMENDED, &both.concat())
}

/// The person's saved filters.
pub fn filters(connection: &Connection) -> Result<Vec<SavedFilter>, VaultError> {
    let Some(bytes) = get(connection, FILTERS)? else {
        return Ok(Vec::new());
    };
    serde_json::from_slice(&bytes).map_err(|error| VaultError::Damaged(error.to_string()))
}

pub fn set_filters(connection: &Connection, filters: &[SavedFilter]) -> Result<(), VaultError> {
    let bytes = serde_json::to_vec(filters).map_err(|error| VaultError::Damaged(error.to_string()))?;
    put(connection, FILTERS, &bytes)
}
