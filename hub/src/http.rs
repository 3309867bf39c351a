//! The hub on HTTP: a handful of paths, bodies of CBOR but for attached files. Every answer but a good one is an `ErrorReply` with its code.

mod attachments;
mod failure;

use std::future::Future;

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_ENCODING, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use satchel_shared::{
    exchange::{BROTLI, MEDIA_TYPE},
    limits::EXCHANGE_BYTES,
    wire,
};
use tokio::net::TcpListener;

use self::failure::Failure;
use crate::hub::Hub;

/// The hub's paths. Nothing is served but by one of them; each says who may call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Whoever has an invitation's code that is open.
    Enrol,
    /// A device that is enrolled and not revoked, by its signature; what it sends and gets follows from its member's role and office.
    Sync,
    /// Everyone: that the hub is there, and nothing else.
    Health,
    /// Everyone: how the hub's keys vouch for one another, which tells nothing but these.
    Keys,
    /// A device that brings a token of [`Route::Sync`]: files of its own office, and those that are shown to it.
    Attachment,
}

impl Route {
    pub const ALL: [Self; 5] = [Self::Enrol, Self::Sync, Self::Health, Self::Keys, Self::Attachment];

    /// With what stands for a file's hash, in hexadecimal, in braces.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Enrol => "/v1/enrol",
            Self::Sync => "/v1/sync",
            Self::Health => "/v1/health",
            Self::Keys => "/v1/keys",
            Self::Attachment => "/v1/attachments/{hash}",
        }
    }

    fn handler(self) -> MethodRouter<Hub> {
        match self {
            Self::Enrol => post(enrol),
            Self::Sync => post(sync),
            Self::Health => get(health),
            Self::Keys => post(keys),
            Self::Attachment => get(attachments::read).head(attachments::came).patch(attachments::take),
        }
    }
}

impl Hub {
    /// Serves every [`Route`].
    pub fn router(&self) -> Router {
        let all = Route::ALL.into_iter();
        all.fold(Router::new(), |router, route| {
            router.route(route.path(), route.handler())
        })
        .layer(DefaultBodyLimit::max(EXCHANGE_BYTES))
        .with_state(self.clone())
    }

    /// Serves on a listener until `shutdown` comes; requests under way are answered first.
    ///
    /// # Errors
    /// Those of the listener.
    pub async fn serve(
        &self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let hub = self.clone();
        let shutdown = async move {
            shutdown.await;
            hub.news().close();
        };
        axum::serve(listener, self.router())
            .with_graceful_shutdown(shutdown)
            .await
    }
}

async fn enrol(State(hub): State<Hub>, body: Result<Bytes, BytesRejection>) -> Result<Response, Failure> {
    Ok(message(hub.enrol(&body?).await?))
}

async fn sync(
    State(hub): State<Hub>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let body = body?;
    let answered = match headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        None => hub.exchange(&body).await,
        Some(coding) if coding == BROTLI.as_bytes() => {
            hub.exchange(&wire::expand_body(&body, EXCHANGE_BYTES, "an exchange")?)
                .await
        }
        Some(_) => return Err(Failure::unknown_coding()),
    };
    match answered {
        Ok(body) => Ok(message(body)),
        Err(error) => {
            let answer = hub.tell_refused(&error).await;
            Err(Failure::from(error).with_answer(answer))
        }
    }
}

async fn health() -> StatusCode {
    StatusCode::NO_CONTENT
}

async fn keys(State(hub): State<Hub>) -> Response {
    message(wire::to_cbor(&hub.succession()))
}

fn message(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))], body).into_response()
}
