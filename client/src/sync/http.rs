//! The transport over HTTP. TLS by rustls; a proxy as the system says.

use std::{error::Error, time::Duration};

use reqwest::{blocking::Client, header::CONTENT_TYPE};
use satchel_shared::{exchange::MEDIA_TYPE, limits::EXCHANGE_BYTES};

use super::{Carried, SyncError, Transport};

/// How long a connection may take to stand. Satellite links need seconds.
const CONNECT: Duration = Duration::from_secs(60);
/// How long a whole exchange may take: a full budget at 20 kbit/s, twice over.
const EXCHANGE: Duration = Duration::from_mins(20);

/// Made at the first use: a vault that never syncs starts no threads.
#[derive(Debug, Default)]
pub struct Http {
    client: std::sync::OnceLock<Client>,
}

impl Http {
    fn client(&self, url: &str) -> Result<&Client, SyncError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(EXCHANGE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| unreachable(url, &error))?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Transport for Http {
    fn post(&self, url: &str, body: Vec<u8>) -> Result<Carried, SyncError> {
        use std::io::Read;
        let request = self
            .client(url)?
            .post(url)
            .header(CONTENT_TYPE, MEDIA_TYPE)
            .body(body)
            .build()
            .map_err(|error| unreachable(url, &error))?;
        let bytes_up = request_bytes(&request);
        let reply = self
            .client(url)?
            .execute(request)
            .map_err(|error| unreachable(url, &error))?;
        let status = reply.status().as_u16();
        let head: usize = reply
            .headers()
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len() + 4)
            .sum();
        let most = u64::try_from(EXCHANGE_BYTES).unwrap_or(u64::MAX);
        let mut body = Vec::new();
        reply
            .take(most.saturating_add(1))
            .read_to_end(&mut body)
            .map_err(|error| unreachable(url, &error))?;
        if body.len() > EXCHANGE_BYTES {
            return Err(SyncError::BadReply("it is too large".to_owned()));
        }
        // The status line, the head's lines, the empty line.
        let bytes_down = "HTTP/1.1 200 OK\r\n\r\n".len() + head + body.len();
        Ok(Carried {
            status,
            body,
            bytes_up,
            bytes_down,
        })
    }
}

/// What HTTP/1.1 writes for a request: the request line, our lines, and those that the client adds.
fn request_bytes(request: &reqwest::blocking::Request) -> usize {
    let length = request
        .body()
        .and_then(reqwest::blocking::Body::as_bytes)
        .map_or(0, <[u8]>::len);
    let url = request.url();
    let host = url.port().map_or_else(
        || url.host_str().unwrap_or_default().to_owned(),
        |port| format!("{}:{port}", url.host_str().unwrap_or_default()),
    );
    let added = format!(
        "POST {} HTTP/1.1\r\nhost: {host}\r\naccept: */*\r\ncontent-length: {length}\r\n\r\n",
        url.path()
    );
    let own: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    added.len() + own + length
}

fn unreachable(url: &str, error: &dyn Error) -> SyncError {
    // The innermost reason is the one that a person can act on: "connection refused".
    let mut innermost = error;
    while let Some(inner) = innermost.source() {
        innermost = inner;
    }
    let host = url.split('/').take(3).collect::<Vec<_>>().join("/");
    SyncError::Unreachable {
        url: host,
        reason: innermost.to_string(),
    }
}
