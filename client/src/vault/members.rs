//! Members of offices and their devices, as the hub told of them.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_shared::{
    exchange::{MemberCard, MemberDevice},
    ids::{DeviceId, MemberId, OfficeId},
    ledger::{
        Role,
        office::{NamedDevice, NamedMember},
    },
    seal::PublicKey,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use super::VaultError;

/// A device of somebody else that may sign.
#[derive(Debug, Clone)]
pub struct KnownDevice {
    pub key: PublicKey,
    /// The member's name; may be empty.
    pub member: String,
    pub role: Role,
}

/// Keeps what the hub tells of a member. False where something newer is known.
///
/// `keys` are those of each of its devices, of which the last signs.
pub fn put(connection: &Connection, card: &MemberCard, keys: &[Vec<PublicKey>]) -> Result<bool, VaultError> {
    let known = connection
        .prepare_cached(
            "INSERT INTO members (id, office, name, role, invited_until, left_at, revision)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, revision = excluded.revision,
                 invited_until = excluded.invited_until, left_at = excluded.left_at
             WHERE excluded.revision >= revision",
        )?
        .execute(params![
            card.id.0.as_bytes(),
            card.office.0.as_bytes(),
            card.name,
            card.role.as_str(),
            card.invited_until.unwrap_or_default(),
            card.left_at.unwrap_or_default(),
            i64::try_from(card.revision).unwrap_or(i64::MAX)
        ])?;
    for (device, keys) in card.devices.iter().zip(keys) {
        let Some((key, former)) = keys.split_last() else {
            continue;
        };
        let (id, former) = (
            key.id(),
            former.iter().flat_map(|key| key.to_bytes()).collect::<Vec<u8>>(),
        );
        connection
            .prepare_cached(
                "INSERT INTO devices (id, key, holder, joined_at, revoked_at, rescued_at, former_keys)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, joined_at = excluded.joined_at,
                     key = iif(length(excluded.former_keys) < length(former_keys), key, excluded.key),
                     former_keys = iif(length(excluded.former_keys) < length(former_keys), former_keys, excluded.former_keys),
                     revoked_at = max(revoked_at, excluded.revoked_at), rescued_at = excluded.rescued_at",
            )?
            .execute(params![
                id.0,
                key.to_bytes(),
                card.id.0.as_bytes(),
                device.joined_at,
                device.revoked_at.unwrap_or_default(),
                device.rescued_at.unwrap_or_default(),
                former
            ])?;
        // What stood for the device before members were known.
        connection
            .prepare_cached("DELETE FROM members WHERE id = ?1 AND id <> ?2")?
            .execute(params![id.0, card.id.0.as_bytes()])?;
    }
    Ok(known > 0)
}

/// All keys that a device has had, of which the last signs; none where the hub has not told of it.
pub fn keys(connection: &Connection, device: DeviceId) -> Result<Vec<PublicKey>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT former_keys, key FROM devices WHERE id = ?1")?;
    let both: Option<(Vec<u8>, Vec<u8>)> = statement
        .query_row([device.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let keys = both.and_then(|(former, key)| PublicKey::all_of(&former, &key).ok());
    Ok(keys.unwrap_or_default())
}

/// The name of a device's member; none where it is not known.
pub fn name(connection: &Connection, device: DeviceId) -> Result<Option<String>, VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT members.name FROM devices JOIN members ON members.id = holder WHERE devices.id = ?1")?;
    let name: Option<String> = statement.query_row([device.0], |row| row.get(0)).optional()?;
    Ok(name.filter(|name| !name.is_empty()))
}

/// The devices of an office that are not revoked, by the names of their members.
pub fn devices(connection: &Connection, office: OfficeId) -> Result<Vec<KnownDevice>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, name, role, devices.id FROM devices JOIN members ON members.id = holder
         WHERE office = ?1 AND revoked_at = 0 ORDER BY name, devices.id",
    )?;
    let rows = statement.query_map([office.0.as_bytes()], |row| {
        let id: [u8; 16] = row.get(3)?;
        Ok((
            row.get::<_, Vec<u8>>(0)?,
            row.get(1)?,
            row.get::<_, String>(2)?,
            DeviceId(id),
        ))
    })?;
    let mut devices = Vec::new();
    for row in rows {
        let (key, member, role, id) = row?;
        if let (Ok(key), Ok(role)) = (PublicKey::from_slice(&key), role.parse()) {
            let key = key.of(id);
            devices.push(KnownDevice { key, member, role });
        }
    }
    Ok(devices)
}

/// The devices of those who are in an office that were revoked from a moment on, milliseconds since 1970 by the hub's clock, and are
/// not rescued.
pub fn revoked(connection: &Connection, office: OfficeId, from: i64) -> Result<Vec<DeviceId>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT devices.id FROM devices JOIN members ON members.id = holder
         WHERE office = ?1 AND left_at = 0 AND revoked_at >= ?2 AND rescued_at = 0 ORDER BY devices.id",
    )?;
    let rows = statement.query_map(params![office.0.as_bytes(), from], |row| row.get(0).map(DeviceId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The member whose device it is.
pub fn holder(connection: &Connection, device: DeviceId) -> Result<Option<MemberId>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT holder FROM devices WHERE id = ?1")?;
    let holder: Option<[u8; 16]> = statement.query_row([device.0], |row| row.get(0)).optional()?;
    Ok(holder.map(|holder| MemberId(Uuid::from_bytes(holder))))
}

/// A member, without devices.
pub fn find(connection: &Connection, id: MemberId) -> Result<Option<MemberCard>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM members WHERE id = ?1"))?;
    let mut rows = statement.query([id.0.as_bytes()])?;
    rows.next()?.map_or(Ok(None), card)
}

/// The members of any office who have a role and have not left, by their names, without devices.
pub fn in_role(connection: &Connection, role: Role) -> Result<Vec<MemberCard>, VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM members WHERE role = ?1 AND left_at = 0 ORDER BY name, id"
    ))?;
    let mut rows = statement.query([role.as_str()])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        members.extend(card(row)?);
    }
    Ok(members)
}

/// The members of an office with all their devices, by their names; those who have left come last.
pub fn of_office(connection: &Connection, office: OfficeId) -> Result<Vec<MemberCard>, VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM members WHERE office = ?1 ORDER BY left_at > 0, name, id"
    ))?;
    let mut rows = statement.query([office.0.as_bytes()])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        // A role of a later version is nobody's here.
        if let Some(card) = card(row)? {
            let devices = devices_of(connection, card.id)?;
            members.push(MemberCard { devices, ..card });
        }
    }
    Ok(members)
}

const COLUMNS: &str = "id, name, role, invited_until, left_at, revision, office";

fn card(row: &Row<'_>) -> Result<Option<MemberCard>, VaultError> {
    let (id, role, office): ([u8; 16], String, [u8; 16]) = (row.get(0)?, row.get(2)?, row.get(6)?);
    let Ok(role) = role.parse() else {
        return Ok(None);
    };
    Ok(Some(MemberCard {
        id: MemberId(Uuid::from_bytes(id)),
        office: OfficeId(Uuid::from_bytes(office)),
        name: row.get(1)?,
        role,
        devices: Vec::new(),
        invited_until: time_or_none(row.get(3)?),
        left_at: time_or_none(row.get(4)?),
        revision: u64::try_from(row.get::<_, i64>(5)?).unwrap_or_default(),
    }))
}

fn devices_of(connection: &Connection, member: MemberId) -> Result<Vec<MemberDevice>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, joined_at, revoked_at, rescued_at, former_keys FROM devices WHERE holder = ?1 ORDER BY joined_at, id",
    )?;
    let rows = statement.query_map([member.0.as_bytes()], |row| {
        Ok(MemberDevice {
            key: ByteBuf::from(row.get::<_, Vec<u8>>(0)?),
            joined_at: row.get(1)?,
            revoked_at: time_or_none(row.get(2)?),
            rescued_at: time_or_none(row.get(3)?),
            former: ByteBuf::from(row.get::<_, Vec<u8>>(4)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a decision on an office names when it names this member.
pub fn named(connection: &Connection, office: OfficeId, member: MemberId) -> Result<NamedMember, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT office = ?2 AND left_at = 0, role FROM members WHERE id = ?1")?;
    let found = statement.query_row(params![member.0.as_bytes(), office.0.as_bytes()], |row| {
        Ok((row.get::<_, bool>(0)?, row.get::<_, String>(1)?))
    });
    Ok(match found.optional()? {
        None => NamedMember::Nobody,
        Some((true, role)) => role.parse().map_or(NamedMember::Elsewhere, NamedMember::Here),
        Some((false, _)) => NamedMember::Elsewhere,
    })
}

/// What a decision on an office names when it names this device.
pub fn named_device(connection: &Connection, office: OfficeId, device: DeviceId) -> Result<NamedDevice, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT revoked_at = 0 OR rescued_at > 0 FROM devices JOIN members ON members.id = holder
         WHERE devices.id = ?1 AND office = ?2",
    )?;
    let found = statement.query_row(params![device.0, office.0.as_bytes()], |row| row.get(0));
    Ok(match found.optional()? {
        None => NamedDevice::Nowhere,
        Some(true) => NamedDevice::Heard,
        Some(false) => NamedDevice::Revoked,
    })
}

/// 0 stands for none.
fn time_or_none(at: i64) -> Option<i64> {
    Some(at).filter(|at| *at != 0)
}
