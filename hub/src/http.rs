//! The hub on HTTP: a handful of paths, bodies of CBOR but for attached files. Every answer but a good one is an `ErrorReply` with its code.

mod attachments;
mod failure;

use std::future::Future;

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State, rejection::BytesRejection},
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use satchel_shared::{exchange::MEDIA_TYPE, limits::EXCHANGE_BYTES};
use tokio::net::TcpListener;

use self::failure::Failure;
use crate::hub::Hub;

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

async fn sync(State(hub): State<Hub>, body: Result<Bytes, BytesRejection>) -> Result<Response, Failure> {
    Ok(message(hub.exchange(&body?).await?))
}

async fn health() -> StatusCode {
    StatusCode::NO_CONTENT
}

fn message(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))], body).into_response()
}
