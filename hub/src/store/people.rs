//! Members, their devices and invitations, and records in a row: the same statements for every store, on its own connections.

/// Defines the functions on connections of a type.
macro_rules! people_on {
    ($connection:ty) => {
        use satchel_shared::{
            day::Day,
            ids::{CodeHash, DeviceId, MemberId, RecordId},
            ledger::Role,
        };

        use crate::feed::Audience;
        use crate::store::{
            Device, Invitation, KnownRecord, Member, Result,
            rows::{self, integer},
        };

        pub(super) async fn add_member(connection: &mut $connection, member: &Member) -> Result<()> {
            sqlx::query(
                "INSERT INTO members (id, office, name, first_role, role, left_at) VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(member.id.0.as_bytes().as_slice())
            .bind(member.office.0.as_bytes().as_slice())
            .bind(&member.name)
            .bind(member.first_role.as_str())
            .bind(member.role.as_str())
            .bind(member.left_at.unwrap_or_default())
            .execute(connection)
            .await?;
            Ok(())
        }

        pub(super) async fn member(connection: &mut $connection, id: MemberId) -> Result<Option<Member>> {
            let row =
                sqlx::query("SELECT id, office, name, first_role, role, left_at, revision FROM members WHERE id = $1")
                    .bind(id.0.as_bytes().as_slice())
                    .fetch_optional(connection)
                    .await?;
            row.as_ref().map(rows::member).transpose()
        }

        pub(super) async fn members(connection: &mut $connection) -> Result<Vec<Member>> {
            let all = sqlx::query(
                "SELECT id, office, name, first_role, role, left_at, revision FROM members ORDER BY office, name, id",
            )
            .fetch_all(connection)
            .await?;
            all.iter().map(rows::member).collect()
        }

        pub(super) async fn records(
            connection: &mut $connection,
            after: Option<RecordId>,
            limit: u32,
        ) -> Result<Vec<KnownRecord>> {
            let all =
                sqlx::query("SELECT id, kind, office, standing, heads FROM records WHERE id > $1 ORDER BY id LIMIT $2")
                    .bind(after.map(|id| id.0.as_bytes().to_vec()).unwrap_or_default())
                    .bind(i64::from(limit))
                    .fetch_all(connection)
                    .await?;
            all.iter().map(rows::record).collect()
        }

        pub(super) async fn set_role(connection: &mut $connection, member: MemberId, role: Role) -> Result<()> {
            sqlx::query("UPDATE members SET role = $2 WHERE id = $1")
                .bind(member.0.as_bytes().as_slice())
                .bind(role.as_str())
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn leave(connection: &mut $connection, member: MemberId, at: i64) -> Result<()> {
            sqlx::query("UPDATE members SET left_at = $2 WHERE id = $1 AND left_at = 0")
                .bind(member.0.as_bytes().as_slice())
                .bind(at)
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn revise(connection: &mut $connection, member: MemberId) -> Result<()> {
            sqlx::query("UPDATE members SET revision = revision + 1 WHERE id = $1")
                .bind(member.0.as_bytes().as_slice())
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn add_device(connection: &mut $connection, device: &Device) -> Result<()> {
            sqlx::query(
                "INSERT INTO devices (id, key, office, holder, enrolled_at, counter) VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(device.id.0.as_slice())
            .bind(device.key.to_bytes().as_slice())
            .bind(device.office.0.as_bytes().as_slice())
            .bind(device.holder.0.as_bytes().as_slice())
            .bind(device.joined_at)
            .bind(integer(device.counter)?)
            .execute(connection)
            .await?;
            Ok(())
        }

        pub(super) async fn device(connection: &mut $connection, id: DeviceId) -> Result<Option<Device>> {
            let row = sqlx::query(rows::devices_where!("d.id = $1"))
                .bind(id.0.as_slice())
                .fetch_optional(connection)
                .await?;
            row.as_ref().map(rows::device).transpose()
        }

        /// Those that are not revoked.
        pub(super) async fn devices(connection: &mut $connection) -> Result<Vec<Device>> {
            let all = sqlx::query(rows::devices_where!("d.revoked_at = 0"))
                .fetch_all(connection)
                .await?;
            all.iter().map(rows::device).collect()
        }

        pub(super) async fn devices_of(connection: &mut $connection, member: MemberId) -> Result<Vec<Device>> {
            let all = sqlx::query(rows::devices_where!("d.holder = $1 ORDER BY d.enrolled_at, d.id"))
                .bind(member.0.as_bytes().as_slice())
                .fetch_all(connection)
                .await?;
            all.iter().map(rows::device).collect()
        }

        pub(super) async fn revoke(connection: &mut $connection, device: DeviceId, at: i64) -> Result<()> {
            sqlx::query(
                "UPDATE devices SET revoked_at = CASE revoked_at WHEN 0 THEN $2 ELSE revoked_at END, rescued_at = 0
                 WHERE id = $1",
            )
            .bind(device.0.as_slice())
            .bind(at)
            .execute(connection)
            .await?;
            Ok(())
        }

        pub(super) async fn rescue(connection: &mut $connection, device: DeviceId, at: i64) -> Result<()> {
            sqlx::query("UPDATE devices SET rescued_at = $2 WHERE id = $1 AND revoked_at <> 0")
                .bind(device.0.as_slice())
                .bind(at)
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn set_keys(connection: &mut $connection, device: &Device) -> Result<()> {
            sqlx::query("UPDATE devices SET key = $2, former_keys = $3 WHERE id = $1")
                .bind(device.id.0.as_slice())
                .bind(device.key.to_bytes().as_slice())
                .bind(device.former_key_bytes())
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn note_handed_on(
            connection: &mut $connection,
            record: RecordId,
            position: u64,
        ) -> Result<()> {
            sqlx::query("INSERT INTO handed_on (record, position) VALUES ($1, $2)")
                .bind(record.0.as_bytes().as_slice())
                .bind(integer(position)?)
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn take_back(
            connection: &mut $connection,
            record: RecordId,
            audience: Audience,
        ) -> Result<()> {
            sqlx::query(
                "DELETE FROM feed_audiences WHERE audience = $1
                 AND position IN (SELECT position FROM handed_on WHERE record = $2)",
            )
            .bind(audience.to_string())
            .bind(record.0.as_bytes().as_slice())
            .execute(connection)
            .await?;
            Ok(())
        }

        pub(super) async fn feed(connection: &mut $connection, after: u64, limit: u32) -> Result<Vec<(u64, Vec<u8>)>> {
            let all = sqlx::query("SELECT position, body FROM feed WHERE position > $1 ORDER BY position LIMIT $2")
                .bind(integer(after)?)
                .bind(i64::from(limit))
                .fetch_all(connection)
                .await?;
            all.iter().map(rows::entry).collect()
        }

        pub(super) async fn set_share_end(
            connection: &mut $connection,
            record: RecordId,
            until: Option<Day>,
        ) -> Result<()> {
            sqlx::query("DELETE FROM shares WHERE record = $1")
                .bind(record.0.as_bytes().as_slice())
                .execute(&mut *connection)
                .await?;
            if let Some(until) = until {
                sqlx::query("INSERT INTO shares (record, until) VALUES ($1, $2)")
                    .bind(record.0.as_bytes().as_slice())
                    .bind(until.to_string())
                    .execute(connection)
                    .await?;
            }
            Ok(())
        }

        pub(super) async fn shares_over(connection: &mut $connection, today: Day) -> Result<Vec<RecordId>> {
            let all = sqlx::query("SELECT record FROM shares WHERE until < $1 ORDER BY until, record")
                .bind(today.to_string())
                .fetch_all(connection)
                .await?;
            all.iter().map(rows::record_id).collect()
        }

        pub(super) async fn add_invitation(connection: &mut $connection, invitation: &Invitation) -> Result<()> {
            sqlx::query("INSERT INTO invitations (hash, member, expires_at, used_by) VALUES ($1, $2, $3, $4)")
                .bind(invitation.code.0.as_slice())
                .bind(invitation.member.0.as_bytes().as_slice())
                .bind(invitation.expires_at)
                .bind(rows::or_empty(invitation.used_by))
                .execute(connection)
                .await?;
            Ok(())
        }

        pub(super) async fn invitation(connection: &mut $connection, code: CodeHash) -> Result<Option<Invitation>> {
            let row = sqlx::query("SELECT hash, member, expires_at, used_by FROM invitations WHERE hash = $1")
                .bind(code.0.as_slice())
                .fetch_optional(connection)
                .await?;
            row.as_ref().map(rows::invitation).transpose()
        }

        pub(super) async fn invitations(connection: &mut $connection) -> Result<Vec<Invitation>> {
            let all = sqlx::query("SELECT hash, member, expires_at, used_by FROM invitations")
                .fetch_all(connection)
                .await?;
            all.iter().map(rows::invitation).collect()
        }

        pub(super) async fn invitations_of(connection: &mut $connection, member: MemberId) -> Result<Vec<Invitation>> {
            let all = sqlx::query("SELECT hash, member, expires_at, used_by FROM invitations WHERE member = $1")
                .bind(member.0.as_bytes().as_slice())
                .fetch_all(connection)
                .await?;
            all.iter().map(rows::invitation).collect()
        }

        pub(super) async fn use_invitation(connection: &mut $connection, code: CodeHash, by: DeviceId) -> Result<()> {
            sqlx::query("UPDATE invitations SET used_by = $2 WHERE hash = $1")
                .bind(code.0.as_slice())
                .bind(by.0.as_slice())
                .execute(connection)
                .await?;
            Ok(())
        }
    };
}
pub(super) use people_on;
