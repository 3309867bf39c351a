//! One connection: two ways, each into the link at its pace and out of it after the latency.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::mpsc,
    time::{Instant, sleep_until},
};

use crate::{Direction, State};

/// Pieces between the link's two ends, each way: more than a link of 20 kbit/s and seconds of latency ever holds.
const UNDER_WAY: usize = 256;

enum End {
    /// One end has said all that it has to say.
    Closed,
    Cut,
}

/// Bytes that the connection may still carry.
struct Left(Option<AtomicU64>);

impl Left {
    /// How many of these bytes may pass.
    fn take(&self, wanted: usize) -> usize {
        let Some(left) = &self.0 else { return wanted };
        let wanted = wanted as u64;
        let before = left
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |left| {
                Some(left.saturating_sub(wanted))
            })
            .unwrap_or_default();
        usize::try_from(before.min(wanted)).unwrap_or(usize::MAX)
    }

    fn is_spent(&self) -> bool {
        self.0.as_ref().is_some_and(|left| left.load(Ordering::Acquire) == 0)
    }
}

pub(crate) async fn relay(device: TcpStream, state: Arc<State>) {
    // A server that is not there looks to the device like a connection that ends at once.
    let Ok(server) = TcpStream::connect(state.server).await else {
        return;
    };
    // What waits for more to come would be counted as latency.
    if device.set_nodelay(true).and(server.set_nodelay(true)).is_err() {
        return;
    }
    let (from_device, mut to_device) = device.into_split();
    let (from_server, mut to_server) = server.into_split();
    let left = Left(state.shape.cut_after_bytes.map(AtomicU64::new));
    let cut = {
        let up = way(from_device, &mut to_server, Direction::Up, &state, &left);
        let down = way(from_server, &mut to_device, Direction::Down, &state, &left);
        tokio::pin!(up, down);
        // A cut ends both ways at once; an end that has finished speaking still hears the other.
        tokio::select! {
            said = &mut up => matches!(said, Ok(End::Cut)) || matches!(down.await, Ok(End::Cut)),
            said = &mut down => matches!(said, Ok(End::Cut)) || matches!(up.await, Ok(End::Cut)),
        }
    };
    if cut {
        state.counting(|count| count.cuts += 1);
    }
    to_device.shutdown().await.ok();
    to_server.shutdown().await.ok();
}

async fn way(
    from: OwnedReadHalf,
    to: &mut OwnedWriteHalf,
    direction: Direction,
    state: &State,
    left: &Left,
) -> io::Result<End> {
    let (sender, receiver) = mpsc::channel(UNDER_WAY);
    let (into, out) = tokio::join!(
        into_link(from, sender, direction, state),
        out_of_link(receiver, to, direction, state, left),
    );
    // Where this fails, so does the other way.
    into.and(out)
}

async fn into_link(
    mut from: OwnedReadHalf,
    under_way: mpsc::Sender<(Instant, Vec<u8>)>,
    direction: Direction,
    state: &State,
) -> io::Result<()> {
    let pace = state.pace(direction);
    let mut piece = vec![0; pace.piece()];
    loop {
        let length = tokio::select! {
            read = from.read(&mut piece) => read?,
            () = under_way.closed() => return Ok(()),
        };
        if length == 0 {
            return Ok(());
        }
        let is_in = pace.enter(length);
        sleep_until(is_in).await;
        let bytes = piece.get(..length).unwrap_or_default().to_vec();
        if under_way.send((is_in + state.shape.latency, bytes)).await.is_err() {
            return Ok(());
        }
    }
}

async fn out_of_link(
    mut under_way: mpsc::Receiver<(Instant, Vec<u8>)>,
    to: &mut OwnedWriteHalf,
    direction: Direction,
    state: &State,
    left: &Left,
) -> io::Result<End> {
    while let Some((due, bytes)) = under_way.recv().await {
        sleep_until(due).await;
        let passes = left.take(bytes.len());
        // Counted before it is delivered, so that whoever has received it finds it counted.
        if passes > 0 {
            state.counting(|count| count.delivered(direction, passes));
            to.write_all(bytes.get(..passes).unwrap_or_default()).await?;
        }
        if left.is_spent() {
            return Ok(End::Cut);
        }
    }
    to.shutdown().await?;
    Ok(End::Closed)
}
