//! The vault's tables, version by version. A migration only adds; an older vault is brought up to date when it is opened.

use rusqlite::{Connection, TransactionBehavior};

use super::{VaultError, decisions, offices, recommendation_filters, recommendations, schema_version};

/// What makes version n of vaults of version n - 1.
const STEPS: [Step; 16] = [
    Step {
        sql: include_str!("migrations/0001_first_mile.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0002_everything_people_write.sql"),
        fill: recommendations::index_all,
    },
    Step {
        sql: include_str!("migrations/0003_recommendations_and_records.sql"),
        fill: recommendation_filters::describe_all,
    },
    Step {
        sql: include_str!("migrations/0004_attachments.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0005_edits_done_once.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0006_what_a_search_shows.sql"),
        fill: recommendations::index_all,
    },
    Step {
        sql: include_str!("migrations/0007_hub_times.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0008_coming_pieces.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0009_attachments_travel.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0010_satchels.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0011_kept_digest.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0012_the_round_of_a_request.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0013_members.sql"),
        fill: offices::put_own,
    },
    Step {
        sql: include_str!("migrations/0014_shared_until.sql"),
        fill: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/0015_the_desk.sql"),
        // What was decided before there was a place for news is none.
        fill: decisions::all_seen,
    },
    Step {
        sql: include_str!("migrations/0016_consents_and_keys.sql"),
        fill: |_| Ok(()),
    },
];

struct Step {
    sql: &'static str,
    /// Fills new tables from what older ones hold.
    fill: fn(&Connection) -> Result<(), VaultError>,
}

/// The version of vaults that this program makes.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// Brings the tables from `version` to the newest, in one transaction.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), VaultError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = usize::try_from(schema_version(&transaction)?).unwrap_or_default();
    for step in STEPS.iter().skip(version) {
        transaction.execute_batch(step.sql)?;
        (step.fill)(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", NEWEST)?;
    transaction.commit()?;
    Ok(())
}
