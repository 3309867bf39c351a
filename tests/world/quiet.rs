//! The end of a history: no more faults, all live devices exchange until nothing moves, and then the whole must hold.

use std::collections::{BTreeMap, BTreeSet};

use satchel_shared::{
    ids::EventId,
    ledger::Status,
    path::Path,
    window::{RecordView, Safety},
};

use crate::{
    history::{History, Shown},
    model::Model,
    template::{DESK, Office, told},
    writing::all_tokens,
};

/// Rounds of exchanges within which all must be quiet.
const ROUNDS: usize = 8;

pub(crate) fn end(history: &mut History<'_>) -> Result<(), String> {
    let live = history.live();
    let (mut exchanges, mut still) = (0, 0);
    for device in live.iter().copied().cycle() {
        if still == live.len() {
            break;
        }
        if exchanges == ROUNDS * live.len() {
            return Err(format!("still not quiet after {ROUNDS} rounds"));
        }
        exchanges += 1;
        still = if history.sync(device)? { 0 } else { still + 1 };
    }
    let shown = live.iter().map(|device| Ok((*device, history.look(*device)?)));
    let shown: BTreeMap<usize, Shown> = shown.collect::<Result<_, String>>()?;
    let mut links = Some(0);
    for office in [Office::Jakarta, Office::Nairobi] {
        let of_office = |device: &usize| history.devices[*device].office == office;
        let devices = shown.iter().filter(|(device, _)| of_office(device));
        let versions = agree(&history.model, office, devices, shown.get(&DESK))?;
        links = links.zip(versions).map(|(links, versions)| links + versions);
    }
    history.check_files(&shown)?;
    history.hub_store.check_feed()?;
    for device in &live {
        if history.devices[*device].differs {
            return Err(format!("device {device} and the hub have not the same"));
        }
        let state = history.app(*device)?.sync_state().map_err(told)?;
        if let Some(aside) = state.set_aside.first() {
            return Err(format!(
                "device {device} still has set aside: {:?} of {}",
                aside.problem, aside.id
            ));
        }
    }
    let hub = history.hub();
    let verified = history.runtime.block_on(hub.verify()).map_err(told)?;
    let verified = usize::try_from(verified).map_err(told)?;
    // Every version and every other decision is a link, and nothing else is.
    match links {
        Some(versions) if !(versions..=versions + history.model.decided).contains(&verified) => {
            Err(format!("{verified} links in the ledger, for {versions} versions"))
        }
        Some(_) | None => Ok(()),
    }
}

/// All devices of an office show the same, which is what the model expects. Gives the number of versions that they know.
fn agree<'a>(
    model: &Model,
    office: Office,
    mut devices: impl Iterator<Item = (&'a usize, &'a Shown)>,
    desk: Option<&Shown>,
) -> Result<Option<usize>, String> {
    let Some((device, shown)) = devices.next() else {
        return Ok(None);
    };
    for (other, there) in devices {
        same(*device, shown, *other, there)?;
    }
    for record in model.certain_records(office) {
        if !shown.contains_key(&record) {
            return Err(format!("device {device} does not know {record}"));
        }
    }
    let mut versions = 0;
    for (id, view) in shown {
        model
            .check_quiet(*id, &all_tokens(&view.content)?)
            .map_err(|error| format!("device {device}: {error}"))?;
        let standing = &view.row.standing;
        let (least, most) = model.versions(*id);
        if !(least..=most).contains(&standing.version) {
            return Err(format!("{id} has {} versions, of {least} to {most}", standing.version));
        }
        versions += standing.version;
        if view.row.safety != Safety::AtHeadquarters || standing.waiting {
            return Err(format!("{id} still waits: {:?}, {standing:?}", view.row.safety));
        }
        if let Some(desk) = desk {
            let there = desk.get(id).map(|it| (it.row.standing.status, it.row.standing.version));
            let expected = (standing.status != Status::Draft).then_some((standing.status, standing.version));
            if there != expected {
                return Err(format!(
                    "{id} stands as {expected:?} in its office, as {there:?} at the desk"
                ));
            }
        }
    }
    Ok(Some(versions))
}

fn same(one: usize, shown: &Shown, other: usize, there: &Shown) -> Result<(), String> {
    let ids = |shown: &Shown| shown.keys().copied().collect::<BTreeSet<_>>();
    if ids(shown) != ids(there) {
        return Err(format!("devices {one} and {other} know other records"));
    }
    for (id, view) in shown {
        let differ = |what: &str| Err(format!("{id} has other {what} at device {one} than at {other}"));
        let theirs = &there[id];
        if view.base != theirs.base {
            return differ("heads");
        }
        if view.content != theirs.content {
            return differ("content");
        }
        if conflicts(view) != conflicts(theirs) {
            return differ("values in conflict");
        }
        let stands = |view: &RecordView| (view.row.standing.status, view.row.standing.version);
        if stands(view) != stands(theirs) || ledger(view) != ledger(theirs) {
            return differ("decisions");
        }
    }
    Ok(())
}

/// The decisions that headquarters took, in their order, each with what it made of the record.
fn ledger(view: &RecordView) -> Vec<(u64, EventId, Option<Status>)> {
    let taken = view.ledger.decisions.iter().filter(|line| line.refused.is_none());
    taken.map(|line| (line.number, line.id, line.status)).collect()
}

/// The fields with several values, and the values in their order.
fn conflicts(view: &RecordView) -> Vec<(Path, Vec<String>)> {
    let conflicts = view.conflicts_in.iter();
    conflicts
        .map(|it| {
            let values = it.values.iter().map(|value| value.value.to_string());
            (it.path.clone(), values.collect())
        })
        .collect()
}
