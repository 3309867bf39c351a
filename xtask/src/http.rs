//! As much HTTP/1.1 as is needed to ask a program on this machine: one request, one reply, one connection.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result};

/// Status and body of a reply.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// Sends a request with a JSON body (none when empty), and waits at most so long for each part of the reply.
pub(crate) fn request(address: SocketAddr, method: &str, path: &str, body: &[u8], patience: Duration) -> Result<Reply> {
    let mut stream = TcpStream::connect_timeout(&address, patience)?;
    stream.set_read_timeout(Some(patience))?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    read_reply(&mut stream)
}

fn read_reply(stream: &mut impl Read) -> Result<Reply> {
    let mut bytes = Vec::new();
    let mut block = [0; 16 * 1024];
    // Some programs keep the connection in spite of `Connection: close`, so the length decides, where it is given.
    loop {
        if let Some(reply) = parse(&bytes, false)? {
            return Ok(reply);
        }
        match stream.read(&mut block)? {
            0 => return parse(&bytes, true)?.context("the connection ended before the reply did"),
            count => bytes.extend_from_slice(&block[..count]),
        }
    }
}

/// The reply, once it is whole.
fn parse(bytes: &[u8], ended: bool) -> Result<Option<Reply>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let body = &bytes[end + 4..];
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok())
        .context("the reply has no status")?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse::<usize>().ok());
    let whole = match length {
        // RFC 9110, section 15.3.5: never a body.
        _ if status == 204 => Some(&body[..0]),
        Some(length) => body.get(..length),
        None => ended.then_some(body),
    };
    Ok(whole.map(|body| Reply {
        status,
        body: body.to_vec(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_ends_where_its_length_says() -> Result<()> {
        let reply = read_reply(&mut b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok-and-more".as_slice())?;
        assert_eq!(
            reply,
            Reply {
                status: 200,
                body: b"ok".to_vec()
            }
        );
        Ok(())
    }

    #[test]
    fn a_reply_without_a_length_ends_with_its_connection() -> Result<()> {
        let reply = read_reply(&mut b"HTTP/1.1 404 Not Found\r\n\r\nnothing".as_slice())?;
        assert_eq!(
            reply,
            Reply {
                status: 404,
                body: b"nothing".to_vec()
            }
        );
        Ok(())
    }

    #[test]
    fn a_reply_of_no_content_ends_with_its_head() -> Result<()> {
        let reply = read_reply(&mut b"HTTP/1.1 204 No Content\r\n\r\n".as_slice())?;
        assert_eq!(
            reply,
            Reply {
                status: 204,
                body: Vec::new()
            }
        );
        Ok(())
    }

    #[test]
    fn a_reply_cut_short_is_an_error() {
        assert!(read_reply(&mut b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok".as_slice()).is_err());
    }
}
