//! Who reads what of other offices: as few words as the plan has for it, beside what the hub does.

use std::collections::BTreeMap;

use satchel_client::App;
use satchel_hub::store::KnownRecord;
use satchel_shared::{
    ids::VersionId,
    ledger::{Role, Standing, Status},
    schema::Kind,
    window::{ListRecords, Membership, RecordView},
};
use serde_json::{Map, Value};

use crate::{feed::HubStore, template::told};

/// What a device has of other offices is what its member may read, in the version that is meant for it, without what is confidential.
pub(super) fn check_reading(store: &HubStore, app: &App, own: &Membership) -> Result<(), String> {
    let mut there = BTreeMap::new();
    for record in store
        .records()?
        .into_iter()
        .filter(|record| record.office != own.office)
    {
        there.insert(record.id, (meant(&record, own), record.standing));
    }
    for row in app.list(&ListRecords::default()).map_err(told)? {
        // What is in no ledger yet is this office's.
        let Some((meant, standing)) = there.remove(&row.id) else {
            continue;
        };
        let meant = meant.ok_or_else(|| format!("{} is read, and is for others", row.id))?;
        let view = app.view(row.id).map_err(told)?;
        check_version(store, &view, &standing, meant)?;
    }
    match there.iter().find(|(_, (meant, _))| meant.is_some()) {
        Some((id, _)) => Err(format!("{id} may be read, and has not come")),
        None => Ok(()),
    }
}

/// What a reader is to have of a record.
#[derive(Debug, Clone, Copy)]
enum Meant {
    /// All that is decided, and the latest version.
    Followed,
    /// The version that was shared.
    Shared(VersionId),
}

/// What of another office's record is meant for somebody who is not at the desk.
fn meant(record: &KnownRecord, own: &Membership) -> Option<Meant> {
    let kind = record.subject.kind()?;
    let standing = &record.standing;
    let assists = standing.referred_to == Some(own.office);
    let is_guest = standing.guests.iter().any(|guest| guest.office == own.office);
    let pays = own.role == Role::Fund
        && match kind {
            Kind::Request => matches!(
                standing.status,
                Status::Accepted | Status::Referred | Status::InDelivery | Status::Completed
            ),
            Kind::Activity => standing.status == Status::Shared,
            Kind::Practice | Kind::Discussion | Kind::Observation | Kind::Assessment => false,
        };
    if assists || is_guest || pays {
        return Some(Meant::Followed);
    }
    let is_near = || own.states.iter().any(|state| state.as_str() == "IDN");
    let is_for_all = match kind {
        Kind::Practice => true,
        Kind::Activity | Kind::Observation => is_near(),
        Kind::Request | Kind::Discussion | Kind::Assessment => false,
    };
    standing.shared.filter(|_| is_for_all).map(Meant::Shared)
}

fn check_version(store: &HubStore, view: &RecordView, standing: &Standing, meant: Meant) -> Result<(), String> {
    let id = view.row.id;
    let number = match meant {
        Meant::Followed => standing.versions.len(),
        Meant::Shared(version) => {
            let place = standing.versions.iter().rposition(|known| *known == version);
            place.ok_or_else(|| format!("{id} shares what is no version"))? + 1
        }
    };
    if let Meant::Followed = meant
        && view.row.standing.status != standing.status
    {
        let here = view.row.standing.status;
        return Err(format!(
            "{id} is {here} for who reads it, {} at the hub",
            standing.status
        ));
    }
    let kept = store.version(id, number)?.without_confidential();
    let set = |content: &Map<String, Value>| -> BTreeMap<String, Value> {
        let all = content.iter().filter(|(_, value)| !value.is_null());
        all.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let (here, there) = (set(&view.content), set(&kept.content));
    if here == there {
        Ok(())
    } else {
        Err(format!(
            "{id} says {here:?} here; and version {number} {there:?} at the hub"
        ))
    }
}
