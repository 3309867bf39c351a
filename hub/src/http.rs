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
    routing::{get, post},
};
use satchel_shared::{
    exchange::{BROTLI, MEDIA_TYPE},
    limits::EXCHANGE_BYTES,
    wire,
};
use tokio::net::TcpListener;

use self::failure::Failure;
use crate::{exchange::ExchangeError, hub::Hub};

impl Hub {
    /// The hub's paths.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/enrol", post(enrol))
            .route("/v1/sync", post(sync))
            .route("/v1/health", get(health))
            .route(
                "/v1/attachments/{hash}",
                get(attachments::read).head(attachments::came).patch(attachments::take),
            )
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
    answered.map(message).map_err(|error| {
        if let ExchangeError::DeviceRevoked(device) = error {
            return Failure::from(error).with_answer(hub.tell_revoked(device));
        }
        error.into()
    })
}

async fn health() -> StatusCode {
    StatusCode::NO_CONTENT
}

fn message(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))], body).into_response()
}
