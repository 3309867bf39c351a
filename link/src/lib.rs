//! A link: a relay between a device and a server on this machine, which counts what passes and behaves like a worse network.
//!
//! It knows TCP and nothing of what is said over it, so that every system is measured alike. Bytes are the payload of the
//! connections, without the headers of TCP and IP.

mod count;
mod pace;
mod relay;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

pub use count::{Count, Direction};
use pace::Pace;

/// What a link does to what passes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// Each way; a round trip takes it twice.
    pub latency: Duration,
    /// Bits a second each way, shared by all connections of the link; none where it is not narrowed.
    pub bits_per_second: Option<u32>,
    /// Each connection is closed once it carried so many bytes, both ways together.
    pub cut_after_bytes: Option<u64>,
}

/// A link that stands; it ends, with its connections, when it is dropped.
#[derive(Debug)]
pub struct Link {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

/// What all connections of a link share.
#[derive(Debug)]
struct State {
    server: SocketAddr,
    shape: Shape,
    count: Mutex<Count>,
    up: Pace,
    down: Pace,
}

impl State {
    fn pace(&self, direction: Direction) -> &Pace {
        match direction {
            Direction::Up => &self.up,
            Direction::Down => &self.down,
        }
    }

    fn counting(&self, what: impl FnOnce(&mut Count)) {
        what(&mut self.count.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Link {
    /// A link to a server, on a free port of this machine.
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn to(server: SocketAddr, shape: Shape) -> io::Result<Self> {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)), server, shape).await
    }

    /// A link to a server that listens where it is told, for devices that remember the address.
    ///
    /// # Errors
    /// Where that address cannot be had.
    pub async fn at(listen: SocketAddr, server: SocketAddr, shape: Shape) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            server,
            shape,
            count: Mutex::default(),
            up: Pace::new(shape.bits_per_second),
            down: Pace::new(shape.bits_per_second),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self {
            address,
            state,
            accepting,
        })
    }

    /// Where devices connect.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What passed since the link stands, or since [`Link::reset`].
    #[must_use]
    pub fn count(&self) -> Count {
        *self.state.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts from nothing; connections that stand go on.
    pub fn reset(&self) {
        self.state.counting(|count| *count = Count::default());
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    // Dropped with this task, which ends the connections.
    let mut connections = JoinSet::new();
    while let Ok((device, _)) = listener.accept().await {
        state.counting(|count| count.connections += 1);
        connections.spawn(relay::relay(device, Arc::clone(&state)));
        while connections.try_join_next().is_some() {}
    }
}

#[cfg(test)]
mod tests;
