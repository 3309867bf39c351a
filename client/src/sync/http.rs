//! The transport over HTTP. TLS by rustls; a proxy as the system says.

use std::{error::Error, sync::OnceLock, time::Duration};

use data_encoding::BASE64URL_NOPAD;
use reqwest::{
    Client, Request,
    header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, HeaderMap, HeaderValue, RANGE},
};
use satchel_shared::{
    exchange::{BROTLI, MEDIA_TYPE, UPLOAD_COMPLETE, UPLOAD_LENGTH, UPLOAD_OFFSET},
    limits::EXCHANGE_BYTES,
    wire,
};
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

use super::{Call, Came, Carried, SyncError, Taker, Transport, What};

/// How long a connection may take to stand. Satellite links need seconds.
const CONNECT: Duration = Duration::from_secs(60);
/// How long a whole exchange may take: a full budget at 20 kbit/s, twice over.
const EXCHANGE: Duration = Duration::from_mins(20);

/// What a compressed body costs in the head.
const CODED: &str = "content-encoding: br\r\n";

/// Made at the first use: a vault that never syncs starts no threads.
#[derive(Debug, Default)]
pub struct Http {
    link: OnceLock<Link>,
}

/// The connections, and the thread that serves them.
#[derive(Debug)]
struct Link {
    client: Client,
    /// Taken only when this is dropped.
    runtime: Option<Runtime>,
}

impl Http {
    fn link(&self) -> Result<&Link, Box<dyn Error>> {
        if let Some(link) = self.link.get() {
            return Ok(link);
        }
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(EXCHANGE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let link = Link {
            client,
            runtime: Some(runtime),
        };
        Ok(self.link.get_or_init(|| link))
    }
}

impl Drop for Link {
    /// Without waiting, which a thread of somebody else's runtime may not do.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Transport for Http {
    fn carry(&self, call: Call, stop: &CancellationToken, take: &mut Taker<'_>) -> Result<Carried, SyncError> {
        let link = self.link().map_err(|error| unreachable(&call.url, error.as_ref()))?;
        let Some(runtime) = &link.runtime else {
            return Err(SyncError::Stopped);
        };
        let exchange = exchange(&link.client, call, take);
        // Dropping the exchange closes its connection: no byte is paid for after a person said stop.
        runtime
            .block_on(stop.run_until_cancelled(exchange))
            .unwrap_or(Err(SyncError::Stopped))
    }

    fn pause(&self, time: Duration, stop: &CancellationToken) {
        if let Ok(Link {
            runtime: Some(runtime), ..
        }) = self.link()
        {
            // Inside: a timer belongs to the runtime in which it is made.
            runtime.block_on(async { stop.run_until_cancelled(tokio::time::sleep(time)).await });
        }
    }
}

async fn exchange(client: &Client, call: Call, take: &mut Taker<'_>) -> Result<Carried, SyncError> {
    let url = &call.url.clone();
    let request = request(client, call).map_err(|error| failed(url, &error))?;
    let bytes_up = request_bytes(&request);
    let mut reply = client.execute(request).await.map_err(|error| failed(url, &error))?;
    let status = reply.status().as_u16();
    let head: usize = reply
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    let mut carried = Carried {
        status,
        bytes_up,
        // The status line, the head's lines, the empty line.
        bytes_down: "HTTP/1.1 200 OK\r\n\r\n".len() + head,
        came: came(reply.headers()),
        length: length(reply.headers()),
        cut: None,
    };
    let mut length = 0;
    loop {
        match reply.chunk().await {
            Ok(None) => break,
            Ok(Some(piece)) => {
                length += piece.len();
                carried.bytes_down += piece.len();
                if length > EXCHANGE_BYTES {
                    carried.cut = Some(SyncError::BadReply("it is too large".to_owned()));
                    break;
                }
                if take(status, &piece).is_break() {
                    break;
                }
            }
            Err(error) => {
                carried.cut = Some(cut(url, &error));
                break;
            }
        }
    }
    Ok(carried)
}

fn request(client: &Client, call: Call) -> Result<Request, reqwest::Error> {
    let Call { url, what, token, body } = call;
    let mut request = match what {
        What::Message => {
            let request = client.post(url).header(CONTENT_TYPE, MEDIA_TYPE);
            let compressed = wire::compress_body(&body);
            if compressed.len() + CODED.len() < body.len() {
                request.header(CONTENT_ENCODING, BROTLI).body(compressed)
            } else {
                request.body(body)
            }
        }
        What::Came => client.head(url),
        What::Bytes { at, length } => client
            .patch(url)
            .header(UPLOAD_OFFSET, at)
            .header(UPLOAD_LENGTH, length)
            .body(body),
        What::Stretch { from, most } => {
            let last = from.saturating_add(most as u64).saturating_sub(1);
            client.get(url).header(RANGE, format!("bytes={from}-{last}"))
        }
    };
    if let Some(token) = token {
        let mut value = HeaderValue::try_from(format!("Bearer {}", BASE64URL_NOPAD.encode(&token)));
        if let Ok(value) = &mut value {
            value.set_sensitive(true);
        }
        request = request.header(AUTHORIZATION, value.unwrap_or(HeaderValue::from_static("")));
    }
    request.build()
}

/// What the head of a reply tells of an attached file.
fn came(headers: &HeaderMap) -> Option<Came> {
    let bytes = headers.get(UPLOAD_OFFSET)?.to_str().ok()?.parse().ok()?;
    let is_whole = headers.get(UPLOAD_COMPLETE).is_some_and(|value| value == "?1");
    Some(Came { bytes, is_whole })
}

/// Of the whole file, where a stretch of it comes or there is none (RFC 9110, section 14.4).
fn length(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(CONTENT_RANGE)?.to_str().ok()?;
    range.rsplit_once('/')?.1.parse().ok()
}

fn failed(url: &str, error: &reqwest::Error) -> SyncError {
    if error.is_connect() || error.is_builder() {
        unreachable(url, error)
    } else {
        cut(url, error)
    }
}

fn cut(url: &str, error: &(dyn Error + 'static)) -> SyncError {
    SyncError::Cut {
        url: host(url),
        reason: innermost(error).to_string(),
    }
}

/// What HTTP/1.1 writes for a request: the request line, our lines, and those that the client adds.
fn request_bytes(request: &Request) -> usize {
    let length = request.body().and_then(reqwest::Body::as_bytes).map_or(0, <[u8]>::len);
    let url = request.url();
    let host = url.port().map_or_else(
        || url.host_str().unwrap_or_default().to_owned(),
        |port| format!("{}:{port}", url.host_str().unwrap_or_default()),
    );
    let added = format!(
        "{} {} HTTP/1.1\r\nhost: {host}\r\naccept: */*\r\ncontent-length: {length}\r\n\r\n",
        request.method(),
        url.path()
    );
    let own: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    added.len() + own + length
}

fn unreachable(url: &str, error: &(dyn Error + 'static)) -> SyncError {
    SyncError::Unreachable {
        url: host(url),
        reason: innermost(error).to_string(),
    }
}

fn host(url: &str) -> String {
    url.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// The reason that a person can act on: "connection refused".
fn innermost<'a>(mut error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    while let Some(inner) = error.source() {
        error = inner;
    }
    error
}
