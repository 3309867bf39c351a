//! What passed over a link.

use serde::{Deserialize, Serialize};

/// From the device, or to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Bytes are those that were delivered: what was under way when a connection was cut is not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub up_bytes: u64,
    pub down_bytes: u64,
    /// How often something came down after something went up: the round trips of a system that asks and waits. One that
    /// talks both ways at once has more of them than it waits for.
    pub round_trips: u64,
    pub connections: u64,
    /// Connections that the link cut.
    pub cuts: u64,
    #[serde(skip)]
    last: Option<Direction>,
}

impl Count {
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.up_bytes + self.down_bytes
    }

    pub(crate) fn delivered(&mut self, direction: Direction, bytes: usize) {
        let bytes = bytes as u64;
        match direction {
            Direction::Up => self.up_bytes += bytes,
            Direction::Down => {
                self.down_bytes += bytes;
                if self.last == Some(Direction::Up) {
                    self.round_trips += 1;
                }
            }
        }
        self.last = Some(direction);
    }
}
