//! Where a device stands: what is behind the cursor that it keeps for the hub.
//!
//! A device that is new gets snapshots of its office's records first, small ones before large ones and of each the newest first,
//! so that work can begin at once. Then it goes through the feed from its beginning, without the packs that are in the
//! snapshots.

use satchel_shared::{exchange::Cursor, limits::CURSOR_BYTES, wire};
use serde_bytes::ByteBuf;

use crate::store::SnapshotsAfter;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Snapshots(AmongSnapshots),
    Entries(AmongEntries),
}

/// Among the snapshots of one round. A snapshot that is made anew meanwhile leaves the round, and is in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AmongSnapshots {
    pub(super) after: SnapshotsAfter,
    /// The position of the one that came in part, and how many bytes of it.
    pub(super) partly: (u64, u64),
}

/// Among the entries of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AmongEntries {
    pub(super) after: u64,
    /// Packs up to here came within snapshots.
    pub(super) packs_after: u64,
    /// The position of the one that came in part, and how many bytes of it.
    pub(super) partly: (u64, u64),
}

impl Standing {
    /// Reads a cursor; none where the device is new. One that no hub wrote is a new device's: what comes twice changes nothing.
    pub(super) fn read(cursor: &Cursor) -> Option<Self> {
        let numbers: Vec<u64> = wire::from_cbor(&cursor.0, CURSOR_BYTES, "a cursor").unwrap_or_default();
        Some(match *numbers.as_slice() {
            [after] => Self::Entries(AmongEntries::all_after(after)),
            [after, packs_after, at, bytes] => Self::Entries(AmongEntries {
                after,
                packs_after,
                partly: (at, bytes),
            }),
            [above, up_to, large, before, at, bytes] => Self::Snapshots(AmongSnapshots {
                after: SnapshotsAfter {
                    above,
                    up_to,
                    large: large != 0,
                    before,
                },
                partly: (at, bytes),
            }),
            _ => return None,
        })
    }
}

impl AmongSnapshots {
    /// A round of those whose positions are above one position and not above another.
    pub(super) fn round(above: u64, up_to: u64) -> Self {
        Self {
            after: SnapshotsAfter {
                above,
                up_to,
                large: false,
                before: up_to.saturating_add(1),
            },
            partly: (0, 0),
        }
    }

    pub(super) fn cursor(self) -> Cursor {
        let SnapshotsAfter {
            above,
            up_to,
            large,
            before,
        } = self.after;
        write(&[above, up_to, large.into(), before, self.partly.0, self.partly.1])
    }
}

impl AmongEntries {
    pub(super) fn all_after(after: u64) -> Self {
        Self {
            after,
            packs_after: 0,
            partly: (0, 0),
        }
    }

    /// As short as it can be: it travels with every exchange.
    pub(super) fn cursor(self) -> Cursor {
        if self.packs_after <= self.after && self.partly.1 == 0 {
            write(&[self.after])
        } else {
            write(&[self.after, self.packs_after, self.partly.0, self.partly.1])
        }
    }
}

fn write(numbers: &[u64]) -> Cursor {
    Cursor(ByteBuf::from(wire::to_cbor(&numbers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_says_where_it_was_made() {
        let entries = AmongEntries {
            after: 3,
            packs_after: 7,
            partly: (4, 900),
        };
        assert_eq!(Standing::read(&entries.cursor()), Some(Standing::Entries(entries)));
        let snapshots = AmongSnapshots {
            partly: (8, 1),
            ..AmongSnapshots::round(2, 9)
        };
        assert_eq!(
            Standing::read(&snapshots.cursor()),
            Some(Standing::Snapshots(snapshots))
        );
        let past = AmongEntries::all_after(70_000);
        assert_eq!(Standing::read(&past.cursor()), Some(Standing::Entries(past)));
        assert!(past.cursor().0.len() <= 6);
    }

    #[test]
    fn what_the_hub_did_not_write_is_a_new_devices() {
        for bytes in [&[][..], &[0xff], &[0x80], b"a cursor of somebody else", &[0x9b; 200]] {
            let cursor = Cursor(ByteBuf::from(bytes.to_vec()));
            assert_eq!(Standing::read(&cursor), None, "{bytes:?}");
        }
    }
}
