//! One reply's worth of the feed, in parts.

use satchel_shared::{
    exchange::{Cursor, Piece, Update, reply::Part},
    ids::RecordId,
    limits::{EXCHANGE_BYTES, LATER_PART_BYTES, PART_BYTES, REPAIRED_RECORDS},
    wire,
};
use serde_bytes::ByteBuf;

use super::{
    Audience,
    cursor::{AmongEntries, AmongSnapshots, Standing},
    snapshots,
};
use crate::{
    hub::Hub,
    store::{Device, KeptSnapshot, Place, Result, SnapshotsAfter, Store, StoreError},
};

/// Places or snapshots that are read from the store at once.
const PLACES: u32 = 256;
/// What of a reply is left for all that is not an update.
const HEAD_BYTES: usize = 64 << 10;

/// What one reply brings of the feed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) parts: Vec<Part>,
    /// Where the device stands after the last part.
    pub(crate) cursor: Cursor,
    /// Whether there is more for the device than the budget allowed.
    pub(crate) more: bool,
}

/// Where a device stands. A new one begins with the snapshots of what its office has by now: what it sends along is not told
/// back to it.
pub(crate) async fn standing(hub: &Hub, device: &Device, cursor: &Cursor) -> Result<Standing> {
    Ok(match Standing::read(cursor) {
        None => {
            let up_to = snapshots::compact(hub, device.office).await?;
            Standing::Snapshots(AmongSnapshots::round(0, up_to))
        }
        Some(known) => known,
    })
}

/// Cuts the next page for a device: as much as the budget allows, and one part at least.
pub(crate) async fn page(store: &dyn Store, device: &Device, mut standing: Standing, budget: u32) -> Result<Page> {
    let budget = usize::try_from(budget).unwrap_or(usize::MAX);
    let mut page = Filling::new(budget.min(EXCHANGE_BYTES - HEAD_BYTES));
    let end = loop {
        standing = match standing {
            Standing::Snapshots(among) => match fill_with_snapshots(store, device, among, &mut page).await? {
                Some(next) => next,
                None => break None,
            },
            Standing::Entries(among) => break fill_with_entries(store, device, among, &mut page).await?,
        };
    };
    Ok(page.finish(end.map(AmongEntries::cursor)))
}

/// Snapshots of these records of the device's office, as they are now: the first one whole, whatever the budget, as the device
/// stands in the feed where it stood and could not go on in the midst of one.
pub(crate) async fn snapshots_page(
    hub: &Hub,
    device: &Device,
    records: &[RecordId],
    cursor: &Cursor,
    budget: u32,
) -> Result<Page> {
    snapshots::compact(hub, device.office).await?;
    let most = EXCHANGE_BYTES - HEAD_BYTES;
    let mut page = Filling::new(usize::try_from(budget).unwrap_or(usize::MAX).min(most));
    for record in records.iter().take(REPAIRED_RECORDS) {
        let snapshot = hub.store().snapshot(*record).await?;
        let Some(snapshot) = snapshot.filter(|snapshot| snapshot.office == device.office) else {
            continue;
        };
        let bytes = snapshot.body.len();
        if bytes > most {
            tracing::warn!(%record, bytes, "a snapshot is too large for one reply");
            continue;
        }
        if page.used > 0 && bytes > page.room() {
            break;
        }
        page.budget = page.budget.max(bytes);
        page.add(&snapshot.body, 0, |_| cursor.clone(), cursor.clone())?;
    }
    Ok(page.finish(Some(cursor.clone())))
}

/// Gives where to go on, or nothing when the page is full.
async fn fill_with_snapshots(
    store: &dyn Store,
    device: &Device,
    mut among: AmongSnapshots,
    page: &mut Filling,
) -> Result<Option<Standing>> {
    loop {
        let snapshots = store.snapshots(device.office, among.after, PLACES).await?;
        if snapshots.is_empty() {
            break;
        }
        for snapshot in snapshots {
            let (large, position) = (snapshot.is_large(), snapshot.position);
            let KeptSnapshot { body, .. } = snapshot;
            let whole = AmongSnapshots {
                after: SnapshotsAfter {
                    large,
                    before: position,
                    ..among.after
                },
                partly: (0, 0),
            };
            let from = came(among.partly, position);
            let before = among;
            let partly = |bytes| {
                AmongSnapshots {
                    partly: (position, bytes),
                    ..before
                }
                .cursor()
            };
            if !page.add(&body, from, partly, whole.cursor())? {
                return Ok(None);
            }
            among = whole;
        }
    }
    let (up_to, newest) = (among.after.up_to, store.compacted(device.office).await?);
    Ok(Some(if newest > up_to {
        Standing::Snapshots(AmongSnapshots::round(up_to, newest))
    } else {
        Standing::Entries(AmongEntries {
            after: 0,
            packs_after: up_to,
            partly: (0, 0),
        })
    }))
}

/// Gives where the feed ends, or nothing when the page is full.
async fn fill_with_entries(
    store: &dyn Store,
    device: &Device,
    mut among: AmongEntries,
    page: &mut Filling,
) -> Result<Option<AmongEntries>> {
    let audiences = Audience::of(device);
    // Of a cursor that another hub wrote.
    among.after = among.after.min(i64::MAX.unsigned_abs());
    loop {
        let places = store.places(&audiences, among.after, PLACES).await?;
        let is_last = places.len() < PLACES as usize;
        let mut left = places.as_slice();
        while !left.is_empty() {
            // As many bodies as fit are read at once, and one at least.
            let mut room = page.room();
            let mut chosen = Vec::new();
            let mut run = 0;
            for place in left {
                if is_for(place, device, &among) {
                    let bytes = usize::try_from(place.bytes).unwrap_or(usize::MAX);
                    if bytes > room && !chosen.is_empty() {
                        break;
                    }
                    room = room.saturating_sub(bytes);
                    chosen.push(place.position);
                }
                run += 1;
            }
            let bodies = if chosen.is_empty() {
                Vec::new()
            } else {
                store.bodies(&chosen).await?
            };
            let mut bodies = bodies.into_iter();
            let (taken, rest) = left.split_at(run);
            for place in taken {
                let whole = AmongEntries {
                    after: place.position,
                    partly: (0, 0),
                    ..among
                };
                if is_for(place, device, &among) {
                    let body = bodies.next().ok_or(StoreError::Damaged("entry of the feed"))?;
                    let before = among;
                    let partly = |bytes| {
                        AmongEntries {
                            partly: (place.position, bytes),
                            ..before
                        }
                        .cursor()
                    };
                    if !page.add(&body, came(among.partly, place.position), partly, whole.cursor())? {
                        return Ok(None);
                    }
                }
                among = whole;
            }
            left = rest;
        }
        if is_last {
            return Ok(Some(among));
        }
    }
}

/// A pack's signer has it, and so has who got a snapshot with it. Only packs have a signer.
fn is_for(place: &Place, device: &Device, among: &AmongEntries) -> bool {
    match place.not_for {
        Some(signer) => signer != device.id && place.position > among.packs_after,
        None => true,
    }
}

/// How many bytes of the one at this position came before.
fn came(partly: (u64, u64), position: u64) -> usize {
    if partly.0 == position {
        usize::try_from(partly.1).unwrap_or_default()
    } else {
        0
    }
}

/// A page that is being filled.
struct Filling {
    budget: usize,
    used: usize,
    parts: Vec<Part>,
    /// Of the next part, and how many bytes they take.
    updates: Vec<Update>,
    bytes: usize,
    /// After the last of them.
    cursor: Cursor,
}

impl Filling {
    fn new(budget: usize) -> Self {
        Self {
            budget,
            used: 0,
            parts: Vec::new(),
            updates: Vec::new(),
            bytes: 0,
            cursor: Cursor::default(),
        }
    }

    fn room(&self) -> usize {
        self.budget.saturating_sub(self.used)
    }

    /// How large the next part may be: a link that carried much carries a larger one.
    fn part_room(&self) -> usize {
        (self.used / 8).clamp(PART_BYTES, LATER_PART_BYTES)
    }

    /// Adds an update's CBOR, of which `from` bytes came before; false when it does not fit any more. One that is larger than a
    /// part comes in pieces.
    fn add(&mut self, body: &[u8], from: usize, partly: impl Fn(u64) -> Cursor, whole: Cursor) -> Result<bool> {
        let is_empty = |page: &Self| page.used == 0;
        if from == 0 && body.len() <= self.part_room() {
            if !is_empty(self) && body.len() > self.room() {
                return Ok(false);
            }
            if self.bytes + body.len() > self.part_room() {
                self.close();
            }
            let update = wire::from_cbor(body, EXCHANGE_BYTES, "an entry");
            self.push(
                update.map_err(|_| StoreError::Damaged("entry of the feed"))?,
                body.len(),
                whole,
            );
            return Ok(true);
        }
        self.close();
        let mut at = from.min(body.len());
        while at < body.len() {
            if !is_empty(self) && self.room() == 0 {
                return Ok(false);
            }
            let end = body.len().min(at + self.part_room());
            let piece = Piece {
                at: at as u64,
                bytes: ByteBuf::from(body.get(at..end).unwrap_or_default()),
                is_last: end == body.len(),
            };
            let cursor = if piece.is_last {
                whole.clone()
            } else {
                partly(end as u64)
            };
            self.push(Update::Piece(piece), end - at, cursor);
            self.close();
            at = end;
        }
        Ok(true)
    }

    fn push(&mut self, update: Update, bytes: usize, cursor: Cursor) {
        self.updates.push(update);
        self.bytes += bytes;
        self.used += bytes;
        self.cursor = cursor;
    }

    fn close(&mut self) {
        if !self.updates.is_empty() {
            let updates = std::mem::take(&mut self.updates);
            self.parts.push(Part::new(updates, self.cursor.clone()));
            self.bytes = 0;
        }
    }

    /// The page; with the cursor of the feed's end where it was reached.
    fn finish(mut self, end: Option<Cursor>) -> Page {
        self.close();
        let more = end.is_none();
        if let Some(end) = end {
            // What follows the last update is not for this device: its cursor passes over it.
            if let Some(last) = self.parts.last_mut() {
                last.cursor.clone_from(&end);
            }
            self.cursor = end;
        }
        Page {
            parts: self.parts,
            cursor: self.cursor,
            more,
        }
    }
}
