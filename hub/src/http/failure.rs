//! How an error becomes an HTTP status and a body: the code for the device, a sentence for its log, the rest for the hub's log.

use axum::{
    extract::rejection::BytesRejection,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use satchel_shared::{
    exchange::{BROTLI, ErrorReply, MEDIA_TYPE, MessageError},
    seal::SealError,
    wire::{self, WireError},
};
use serde_bytes::ByteBuf;

use crate::{
    attachments::{AttachmentError, token::TokenError},
    enrolment::EnrolmentError,
    exchange::ExchangeError,
};

#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    reply: ErrorReply,
}

impl Failure {
    fn new(status: StatusCode, code: &str, detail: String) -> Self {
        Self {
            status,
            reply: ErrorReply {
                code: code.to_owned(),
                detail,
                answer: None,
            },
        }
    }

    /// The same, with what the hub says of it under its signature.
    pub(super) fn with_answer(mut self, answer: Option<ByteBuf>) -> Self {
        self.reply.answer = answer;
        self
    }

    pub(super) fn unknown_coding() -> Self {
        let detail = format!("a body is plain, or compressed as {BROTLI}");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "message-unreadable", detail)
    }

    pub(super) fn unreadable(detail: String) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "message-unreadable", detail)
    }

    fn of_store(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "the store failed");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "hub-unavailable", String::new())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::info!(
            status = self.status.as_u16(),
            code = self.reply.code,
            "refused a request"
        );
        let body = wire::to_cbor(&self.reply);
        (
            self.status,
            [(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))],
            body,
        )
            .into_response()
    }
}

impl From<BytesRejection> for Failure {
    fn from(rejection: BytesRejection) -> Self {
        let code = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => "message-too-large",
            _ => "message-unreadable",
        };
        Self::new(rejection.status(), code, rejection.body_text())
    }
}

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        let status = match &error {
            ExchangeError::Message(error) => status_of(error),
            ExchangeError::UnknownDevice => StatusCode::UNAUTHORIZED,
            ExchangeError::DeviceRevoked(_) | ExchangeError::KeyReplaced { .. } => StatusCode::FORBIDDEN,
            ExchangeError::ProtocolUnknown(_) => StatusCode::BAD_REQUEST,
            ExchangeError::CounterReplayed { .. } => StatusCode::CONFLICT,
            ExchangeError::DeviceChanged => StatusCode::SERVICE_UNAVAILABLE,
            ExchangeError::Store(error) => return Self::of_store(error),
        };
        Self::new(status, error.code(), error.to_string())
    }
}

impl From<EnrolmentError> for Failure {
    fn from(error: EnrolmentError) -> Self {
        let status = match &error {
            EnrolmentError::Message(error) => status_of(error),
            EnrolmentError::ProtocolUnknown(_) => StatusCode::BAD_REQUEST,
            EnrolmentError::CodeUnknown => StatusCode::NOT_FOUND,
            EnrolmentError::CodeUsed | EnrolmentError::DeviceEnrolled => StatusCode::CONFLICT,
            EnrolmentError::CodeExpired => StatusCode::GONE,
            EnrolmentError::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            EnrolmentError::Store(error) => return Self::of_store(error),
        };
        Self::new(status, error.code(), error.to_string())
    }
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        ExchangeError::from(MessageError::from(error)).into()
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        let status = match &error {
            TokenError::Missing | TokenError::Message(_) | TokenError::Expired | TokenError::UnknownDevice => {
                StatusCode::UNAUTHORIZED
            }
            TokenError::DeviceRevoked => StatusCode::FORBIDDEN,
            TokenError::Store(error) => return Self::of_store(error),
        };
        Self::new(status, error.code(), error.to_string())
    }
}

impl From<AttachmentError> for Failure {
    fn from(error: AttachmentError) -> Self {
        let status = match &error {
            AttachmentError::Unknown => StatusCode::NOT_FOUND,
            AttachmentError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AttachmentError::OfficeFull => StatusCode::INSUFFICIENT_STORAGE,
            AttachmentError::NotNext(_) | AttachmentError::OtherLength => StatusCode::CONFLICT,
            AttachmentError::Damaged => StatusCode::UNPROCESSABLE_ENTITY,
            AttachmentError::Store(error) => return Self::of_store(error),
            AttachmentError::Objects(error) => return Self::of_store(error),
        };
        Self::new(status, error.code(), error.to_string())
    }
}

fn status_of(error: &MessageError) -> StatusCode {
    match error {
        MessageError::Seal(SealError::WrongSignature) => StatusCode::UNAUTHORIZED,
        MessageError::Seal(SealError::Malformed | SealError::NotAKey)
        | MessageError::Wire(WireError::Unreadable { .. }) => StatusCode::BAD_REQUEST,
        MessageError::Wire(WireError::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
    }
}
