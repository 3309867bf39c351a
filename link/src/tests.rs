//! The link's own account, held against what really arrived and how long it took.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, timeout},
};

use super::*;

/// Answers every request of so many bytes with so many others, until the device has finished.
async fn server(request: usize, reply: usize) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut device, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut asked = vec![0; request];
                while device.read_exact(&mut asked).await.is_ok() {
                    if device.write_all(&vec![7; reply]).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    address
}

async fn ask(device: &mut TcpStream, request: usize, reply: usize) -> Vec<u8> {
    device.write_all(&vec![1; request]).await.expect("a way up");
    let mut answer = vec![0; reply];
    device.read_exact(&mut answer).await.expect("an answer");
    answer
}

async fn linked(shape: Shape, request: usize, reply: usize) -> (Link, TcpStream) {
    let link = Link::to(server(request, reply).await, shape).await.expect("a link");
    let device = TcpStream::connect(link.address()).await.expect("a connection");
    (link, device)
}

#[tokio::test]
async fn every_byte_turn_and_connection_is_counted() {
    let (link, mut device) = linked(Shape::default(), 1_000, 300).await;
    for _ in 0..3 {
        assert_eq!(ask(&mut device, 1_000, 300).await, vec![7; 300]);
    }
    let mut other = TcpStream::connect(link.address()).await.expect("a connection");
    ask(&mut other, 1_000, 300).await;
    let count = link.count();
    assert_eq!((count.up_bytes, count.down_bytes), (4_000, 1_200));
    assert_eq!((count.round_trips, count.connections, count.cuts), (4, 2, 0));
    link.reset();
    assert_eq!(link.count(), Count::default());
    ask(&mut device, 1_000, 300).await;
    assert_eq!(link.count().bytes(), 1_300);
}

#[tokio::test]
async fn a_round_trip_takes_the_latency_twice() {
    let shape = Shape {
        latency: Duration::from_millis(150),
        ..Shape::default()
    };
    let (_link, mut device) = linked(shape, 10, 10).await;
    let since = Instant::now();
    ask(&mut device, 10, 10).await;
    let took = since.elapsed();
    assert!(
        (300..600).contains(&took.as_millis()),
        "{took:?} for a round trip of 300 ms"
    );
}

#[tokio::test]
async fn a_narrow_link_takes_its_time_for_every_byte() {
    let shape = Shape {
        bits_per_second: Some(80_000),
        ..Shape::default()
    };
    // 5,000 bytes up at 10,000 a second, then 2,000 down.
    let (_link, mut device) = linked(shape, 5_000, 2_000).await;
    let since = Instant::now();
    ask(&mut device, 5_000, 2_000).await;
    let took = since.elapsed();
    assert!(
        (700..1_000).contains(&took.as_millis()),
        "{took:?} for what takes 700 ms"
    );
}

#[tokio::test(start_paused = true)]
async fn connections_share_the_pace() {
    let pace = pace::Pace::new(Some(20_000));
    let since = Instant::now();
    // As from two connections by turns: 5,000 bytes of 0.4 ms each.
    let last = (0..100).map(|_| pace.enter(50)).last().expect("an end");
    assert_eq!(last - since, Duration::from_secs(2));
    // What comes later does not use time that has passed.
    tokio::time::advance(Duration::from_secs(10)).await;
    assert_eq!(pace.enter(50) - since, Duration::from_millis(10_020));
}

#[tokio::test]
async fn a_connection_is_cut_at_the_byte() {
    let shape = Shape {
        cut_after_bytes: Some(6_000),
        ..Shape::default()
    };
    let (link, mut device) = linked(shape, 1_000, 10_000).await;
    device.write_all(&[1; 1_000]).await.expect("a way up");
    let mut came = Vec::new();
    timeout(Duration::from_secs(5), device.read_to_end(&mut came))
        .await
        .expect("an end")
        .expect("an end in good order");
    assert_eq!(came.len(), 5_000);
    let count = link.count();
    assert_eq!((count.up_bytes, count.down_bytes), (1_000, 5_000));
    // The next connection may carry as many again.
    let mut next = TcpStream::connect(link.address()).await.expect("a connection");
    next.write_all(&[1; 1_000]).await.expect("a way up");
    let mut came = Vec::new();
    timeout(Duration::from_secs(5), next.read_to_end(&mut came))
        .await
        .expect("an end")
        .expect("an end in good order");
    assert_eq!((came.len(), link.count().connections), (5_000, 2));
}
