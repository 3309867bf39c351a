//! The window in an ordinary browser: its files and its requests, served on loopback only.
//!
//! Every request needs the token that is in the address that was printed, and names this very host, so that no other page in
//! the browser and no other user of the network gets in.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use satchel_shared::{Problem, limits::WINDOW_REQUEST_BYTES};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::{App, Environment};

/// The built window: names and bytes.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/window_files.rs"));

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; frame-src blob:; \
     object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Why the window is not served.
#[derive(Debug, thiserror::Error)]
pub enum LoopbackError {
    #[error("{0} is not on this machine: the window is served to this machine only")]
    NotLoopback(IpAddr),
    #[error("this build holds no window; build it with `cargo xtask window`, then build again")]
    NoWindow,
    #[error("{address}: {reason}")]
    Listen {
        address: SocketAddr,
        reason: std::io::Error,
    },
}

/// The window, ready to be served.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    router: Router,
    /// The address with its token: for the person's browser, and for nobody else.
    pub address: String,
}

#[derive(Clone)]
struct Door {
    app: Arc<App>,
    token: Arc<str>,
    host: Arc<str>,
}

impl Loopback {
    /// Takes the address.
    ///
    /// # Errors
    /// [`LoopbackError`]
    pub async fn bind(app: Arc<App>, listen: SocketAddr, environment: &Environment) -> Result<Self, LoopbackError> {
        if !listen.ip().is_loopback() {
            return Err(LoopbackError::NotLoopback(listen.ip()));
        }
        if FILES.is_empty() {
            return Err(LoopbackError::NoWindow);
        }
        let failed = |reason| LoopbackError::Listen {
            address: listen,
            reason,
        };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let host = listener.local_addr().map_err(failed)?.to_string();
        let token = data_encoding::BASE64URL_NOPAD.encode(&environment.random::<24>());
        let address = format!("http://{host}/#token={token}");
        let door = Door {
            app,
            token: token.into(),
            host: host.into(),
        };
        let router = Router::new()
            .route("/", get(|| file(Path("index.html".to_owned()))))
            .route("/{name}", get(file))
            .route("/call/{command}", post(call))
            .layer(DefaultBodyLimit::max(WINDOW_REQUEST_BYTES))
            .layer(middleware::from_fn_with_state(door.clone(), guard))
            .with_state(door);
        Ok(Self {
            listener,
            router,
            address,
        })
    }

    /// Serves until `end` is done.
    ///
    /// # Errors
    /// What the network says.
    pub async fn serve(self, end: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        axum::serve(self.listener, self.router)
            .with_graceful_shutdown(end)
            .await
    }
}

async fn file(Path(name): Path<String>) -> Response {
    let Some((_, bytes)) = FILES.iter().find(|(other, _)| *other == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], *bytes).into_response()
}

async fn call(
    State(door): State<Door>,
    Path(command): Path<String>,
    headers: HeaderMap,
    request: Json<Value>,
) -> Response {
    if !holds_token(&headers, &door.token) {
        return refuse(StatusCode::UNAUTHORIZED, Problem::new("window-token-missing"));
    }
    let app = Arc::clone(&door.app);
    let Json(request) = request;
    match tokio::task::spawn_blocking(move || app.call(&command, request)).await {
        Ok(Ok(reply)) => Json(reply).into_response(),
        Ok(Err(problem)) => refuse(StatusCode::UNPROCESSABLE_ENTITY, problem),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, Problem::new("back-end-failed")),
    }
}

fn refuse(status: StatusCode, problem: Problem) -> Response {
    (status, Json(problem)).into_response()
}

/// Compared in a time that does not tell how much of it was right.
fn holds_token(headers: &HeaderMap, token: &str) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|it| it.to_str().ok())
        .and_then(|it| it.strip_prefix("Bearer "));
    given.is_some_and(|given| {
        given.len() == token.len()
            && given
                .bytes()
                .zip(token.bytes())
                .fold(0, |differ, (a, b)| differ | (a ^ b))
                == 0
    })
}

/// Another name for this machine in the address means that another site sent the browser here (DNS rebinding).
async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|it| it.to_str().ok());
    let port = door.host.rsplit_once(':').map_or("", |(_, port)| port);
    let ours = |host: &str| *host == *door.host || host == format!("localhost:{port}");
    if !host.is_some_and(ours) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
