//! What a cut costs: the bytes of a reply that came and could not be kept, because the part that they belong to did not come
//! whole. They are what has to be sent again.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use satchel_client::sync::{Call, Carried, SyncError, Taker, Transport, http::Http};
use tokio_util::sync::CancellationToken;

/// The client's own transport, with an account of what it brought in vain.
#[derive(Default)]
pub(crate) struct Counting {
    http: Http,
    lost: AtomicU64,
}

impl Counting {
    /// Bytes that came in vain so far.
    pub(crate) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

impl Transport for Counting {
    fn carry(&self, call: Call, stop: &CancellationToken, take: &mut Taker<'_>) -> Result<Carried, SyncError> {
        let mut unfinished = Vec::new();
        let carried = self.http.carry(call, stop, &mut |status, bytes| {
            unfinished.extend_from_slice(bytes);
            drop_whole(&mut unfinished);
            take(status, bytes)
        })?;
        if carried.cut.is_some() {
            self.lost.fetch_add(unfinished.len() as u64, Ordering::Relaxed);
        }
        Ok(carried)
    }

    fn pause(&self, time: Duration, stop: &CancellationToken) {
        self.http.pause(time, stop);
    }
}

/// Drops the byte strings at the beginning that are there whole (RFC 8949, section 3.1).
fn drop_whole(bytes: &mut Vec<u8>) {
    while let Some(&initial) = bytes.first() {
        let more = match initial & 0x1f {
            24 => 1,
            25 => 2,
            26 => 4,
            _ => 0,
        };
        let Some(told) = bytes.get(1..=more) else { return };
        let length = match more {
            0 => usize::from(initial & 0x1f),
            _ => told.iter().fold(0, |length, byte| (length << 8) | usize::from(*byte)),
        };
        let end = 1 + more + length;
        if bytes.len() < end {
            return;
        }
        bytes.drain(..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_whole_is_not_lost() {
        let long = [&[0x59, 0x01, 0x00], &[7; 256][..]].concat();
        let short = [0x43, 1, 2, 3];
        let mut bytes = [&long[..], &short, &long[..100]].concat();
        drop_whole(&mut bytes);
        assert_eq!(bytes.len(), 100);
        bytes.extend_from_slice(&long[100..]);
        drop_whole(&mut bytes);
        assert!(bytes.is_empty());
    }
}
