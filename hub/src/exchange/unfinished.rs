//! Replies that may yet be cut: kept for a while, so that over the next connection the rest of one goes on where it ended.
//!
//! They are in this process alone. A hub that was started anew, or another process of it, answers from the feed as ever: what
//! came holds, and what follows begins another stream.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use satchel_shared::{
    exchange::{Cursor, GoesOn, reply::Parts},
    ids::DeviceId,
};

/// Shorter ones are sent again as quickly.
const LEAST_BYTES: usize = 8 << 10;
/// Of all that are kept.
const MOST_BYTES: usize = 64 << 20;
const MOST_MS: i64 = 10 * 60 * 1_000;

#[derive(Debug, Default)]
pub(crate) struct Unfinished(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    replies: BTreeMap<DeviceId, Reply>,
    bytes: usize,
}

#[derive(Debug)]
struct Reply {
    counter: u64,
    at: i64,
    parts: Arc<Parts>,
}

impl Unfinished {
    /// The reply that a device asks to go on, where it is here and leaves the device where it says to be. What else was kept for
    /// the device is let go of: it asks for nothing of it any more.
    pub(super) fn again(&self, device: DeviceId, goes_on: Option<GoesOn>, cursor: &Cursor) -> Option<Arc<Parts>> {
        let mut kept = self.kept();
        let parts = kept.replies.get(&device).and_then(|reply| {
            let told = goes_on.filter(|told| told.counter == reply.counter)?;
            let parts = usize::try_from(told.parts).ok()?;
            reply.parts.leave_at(parts, cursor).then(|| Arc::clone(&reply.parts))
        });
        if parts.is_none() {
            kept.remove(device);
        }
        parts
    }

    pub(super) fn keep(&self, device: DeviceId, counter: u64, at: i64, parts: Arc<Parts>) {
        let bytes = parts.bytes();
        if !(LEAST_BYTES..=MOST_BYTES).contains(&bytes) {
            return;
        }
        let mut kept = self.kept();
        kept.remove(device);
        let is_over = |reply: &Reply| reply.at.saturating_add(MOST_MS) < at;
        let over: Vec<DeviceId> = kept
            .replies
            .iter()
            .filter(|(_, it)| is_over(it))
            .map(|(id, _)| *id)
            .collect();
        for device in over {
            kept.remove(device);
        }
        while kept.bytes + bytes > MOST_BYTES {
            let oldest = kept.replies.iter().min_by_key(|(_, reply)| reply.at);
            let Some(oldest) = oldest.map(|(device, _)| *device) else {
                break;
            };
            kept.remove(oldest);
        }
        kept.bytes += bytes;
        kept.replies.insert(device, Reply { counter, at, parts });
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn remove(&mut self, device: DeviceId) {
        if let Some(reply) = self.replies.remove(&device) {
            self.bytes -= reply.parts.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use satchel_shared::exchange::{Piece, Update, reply::Part};
    use serde_bytes::ByteBuf;

    use super::*;

    fn parts(bytes: usize) -> Arc<Parts> {
        // As if it were compressed already.
        let noise = (0..u32::MAX).flat_map(|number| blake3::hash(&number.to_be_bytes()).as_bytes().to_vec());
        let noise: Vec<u8> = noise.take(bytes).collect();
        let part = |(number, bytes): (usize, &[u8])| {
            let piece = Piece {
                at: 0,
                bytes: ByteBuf::from(bytes.to_vec()),
                is_last: false,
            };
            Part::new(vec![Update::Piece(piece)], cursor(number))
        };
        Arc::new(Parts::new(noise.chunks(6_000).enumerate().map(part).collect()))
    }

    fn cursor(number: usize) -> Cursor {
        Cursor(ByteBuf::from(number.to_be_bytes()))
    }

    const DEVICE: DeviceId = DeviceId([1; 16]);

    fn goes_on(counter: u64, parts: u32) -> Option<GoesOn> {
        Some(GoesOn { counter, parts })
    }

    #[test]
    fn only_what_a_device_has_the_beginning_of_goes_on() {
        for (asked, at, goes) in [
            (goes_on(7, 2), cursor(1), true),
            (goes_on(8, 2), cursor(1), false),
            (goes_on(7, 3), cursor(1), false),
            (goes_on(7, 0), cursor(0), false),
            (goes_on(7, 9), cursor(9), false),
            (None, cursor(1), false),
        ] {
            let unfinished = Unfinished::default();
            unfinished.keep(DEVICE, 7, 0, parts(20_000));
            assert!(unfinished.again(DeviceId([2; 16]), asked, &at).is_none());
            assert_eq!(unfinished.again(DEVICE, asked, &at).is_some(), goes, "{asked:?}");
            // It may be cut again; what was not asked for is gone.
            assert_eq!(unfinished.again(DEVICE, goes_on(7, 1), &cursor(0)).is_some(), goes);
        }
    }

    #[test]
    fn what_is_kept_has_its_limit_and_its_time() {
        let unfinished = Unfinished::default();
        let reply = parts(MOST_BYTES / 4);
        let device = |number: u8| DeviceId([number; 16]);
        for number in 1..=5 {
            unfinished.keep(device(number), 1, number.into(), Arc::clone(&reply));
        }
        let is_kept = |number: u8| unfinished.again(device(number), goes_on(1, 1), &cursor(0)).is_some();
        assert!((1..=5).map(is_kept).eq([false, false, true, true, true]));
        unfinished.keep(device(6), 1, MOST_MS + 10, parts(20_000));
        assert!((1..=6).map(is_kept).eq([false, false, false, false, false, true]));
        assert_eq!(unfinished.kept().bytes, parts(20_000).bytes());
    }
}
