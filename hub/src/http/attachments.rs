//! `/v1/attachments/HASH`: attached files, for whoever brings a token of its device.
//!
//! HEAD tells how far the office's file has come, PATCH brings its next bytes, GET gives a stretch of a file that is shown to the
//! device. The header fields are those of resumable uploads on HTTP (draft-ietf-httpbis-resumable-upload).

use axum::{
    body::{Body, Bytes},
    extract::{FromRequestParts, Path, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{AUTHORIZATION, CONTENT_RANGE, RANGE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use data_encoding::BASE64URL_NOPAD;
use satchel_shared::{
    exchange::{UPLOAD_COMPLETE, UPLOAD_LENGTH, UPLOAD_OFFSET},
    limits::ATTACHMENT_STRETCH_BYTES,
};

use super::failure::Failure;
use crate::{
    attachments::{AttachmentError, Came, token::TokenError},
    hub::Hub,
    store::{ContentHash, Device},
};

/// The device whose token came along.
pub(super) struct Bearer(Device);

impl FromRequestParts<Hub> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, Failure> {
        let said = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = said
            .and_then(|said| said.strip_prefix("Bearer "))
            .and_then(|token| BASE64URL_NOPAD.decode(token.as_bytes()).ok())
            .ok_or(TokenError::Missing)?;
        Ok(Self(hub.bearer(&token).await?))
    }
}

/// A file's hash, in hexadecimal.
pub(super) struct Hash(ContentHash);

impl FromRequestParts<Hub> for Hash {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, Failure> {
        let named = Path::<String>::from_request_parts(parts, hub).await.ok();
        let hash = named.and_then(|Path(named)| blake3::Hash::from_hex(named).ok());
        hash.map(|hash| Self(*hash.as_bytes()))
            .ok_or_else(|| AttachmentError::Unknown.into())
    }
}

pub(super) async fn came(
    State(hub): State<Hub>,
    Bearer(device): Bearer,
    Hash(hash): Hash,
) -> Result<Response, Failure> {
    Ok(told(StatusCode::NO_CONTENT, hub.attachment_came(&device, &hash).await?))
}

pub(super) async fn take(
    State(hub): State<Hub>,
    Bearer(device): Bearer,
    Hash(hash): Hash,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let (Some(at), Some(length)) = (number(&headers, UPLOAD_OFFSET), number(&headers, UPLOAD_LENGTH)) else {
        return Err(Failure::unreadable(
            "it says neither where its bytes belong nor how many there are".to_owned(),
        ));
    };
    match hub
        .take_attachment(&device, &hash, length, at, body.into_data_stream())
        .await
    {
        Ok(came) => Ok(told(StatusCode::NO_CONTENT, came)),
        Err(AttachmentError::NotNext(bytes)) => Ok(told(StatusCode::CONFLICT, Came { bytes, is_whole: false })),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn read(
    State(hub): State<Hub>,
    Bearer(device): Bearer,
    Hash(hash): Hash,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (from, most) = range(&headers);
    let (bytes, length) = hub.read_attachment(&device, &hash, from, most).await?;
    if bytes.is_empty() {
        let range = value(&format!("bytes */{length}"));
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, range)]).into_response());
    }
    let last = from + bytes.len() as u64 - 1;
    let range = value(&format!("bytes {from}-{last}/{length}"));
    Ok((StatusCode::PARTIAL_CONTENT, [(CONTENT_RANGE, range)], bytes).into_response())
}

fn told(status: StatusCode, came: Came) -> Response {
    let headers = [
        (HeaderName::from_static(UPLOAD_OFFSET), value(&came.bytes.to_string())),
        // A boolean of RFC 9651, section 3.3.6.
        (
            HeaderName::from_static(UPLOAD_COMPLETE),
            HeaderValue::from_static(if came.is_whole { "?1" } else { "?0" }),
        ),
    ];
    (status, headers, Bytes::new()).into_response()
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// The one range that is asked for (RFC 9110, section 14.1.2): where it begins, and how many bytes it has at most.
fn range(headers: &HeaderMap) -> (u64, u64) {
    let asked = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let asked = asked.and_then(|asked| asked.strip_prefix("bytes=")?.split_once('-'));
    let Some((from, last)) = asked.and_then(|(from, last)| Some((from.parse::<u64>().ok()?, last))) else {
        return (0, ATTACHMENT_STRETCH_BYTES as u64);
    };
    let most = last.parse::<u64>().map_or(ATTACHMENT_STRETCH_BYTES as u64, |last| {
        last.saturating_add(1).saturating_sub(from)
    });
    (from, most)
}
