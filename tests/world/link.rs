//! The network of a history: a transport that calls the hub's paths in this process, and does to its bytes what the trace says.
//!
//! It knows nothing of what they say, and is all that must change with the client's `Transport`.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{
        HeaderMap, Method, Request,
        header::{AUTHORIZATION, CONTENT_RANGE, RANGE},
    },
};
use data_encoding::BASE64URL_NOPAD;
use futures_util::stream;
use satchel_client::sync::{Call, Came, Carried, SyncError, Taker, Transport, What};
use satchel_hub::Hub;
use satchel_shared::exchange::{UPLOAD_COMPLETE, UPLOAD_LENGTH, UPLOAD_OFFSET};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::action::Fault;

/// The hub as all devices reach it: absent only while it restarts.
pub(crate) type SharedHub = Arc<Mutex<Option<Hub>>>;

/// What a person does while each request is on its way.
pub(crate) type Meanwhile = Box<dyn FnMut() + Send>;

#[derive(Default)]
struct State {
    /// Of messages.
    faults: VecDeque<Fault>,
    /// Of requests about attached files.
    file_faults: VecDeque<Fault>,
    meanwhile: Option<Meanwhile>,
    /// Every request that the device made, whether it arrived or not.
    requests: Vec<Call>,
}

/// What the hub answers.
#[derive(Default)]
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// One device's way to the hub.
pub(crate) struct Link {
    hub: SharedHub,
    runtime: Arc<Runtime>,
    state: Mutex<State>,
}

impl Link {
    pub(crate) fn new(hub: SharedHub, runtime: Arc<Runtime>) -> Self {
        Self {
            hub,
            runtime,
            state: Mutex::default(),
        }
    }

    /// What the next requests meet.
    pub(crate) fn meet(&self, faults: &[Fault], file_faults: &[Fault], meanwhile: Option<Meanwhile>) {
        let mut state = self.state();
        state.faults = faults.iter().copied().collect();
        state.file_faults = file_faults.iter().copied().collect();
        state.meanwhile = meanwhile;
    }

    /// Brings the hub an earlier request, whose reply nobody waits for.
    pub(crate) fn bring_late(&self, number: u32) {
        let request = {
            let state = self.state();
            let count = state.requests.len();
            if count == 0 {
                return;
            }
            state.requests[number as usize % count].clone()
        };
        self.deliver(&request, false);
    }

    /// The last request that the device made.
    pub(crate) fn last_request(&self) -> Option<Vec<u8>> {
        self.state().requests.last().map(|call| call.body.clone())
    }

    /// Gives the hub a request, or what came of one that was cut.
    fn deliver(&self, call: &Call, is_cut: bool) -> Reply {
        let hub = self.hub.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(hub) = hub else {
            let status = 503;
            return Reply {
                status,
                ..Reply::default()
            };
        };
        let request = request(call, is_cut);
        self.runtime.block_on(async {
            let Ok(answered) = hub.router().oneshot(request).await;
            let (head, body) = answered.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
            Reply {
                status: head.status.as_u16(),
                headers: head.headers,
                body: body.to_vec(),
            }
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Link {
    fn carry(&self, call: Call, _stop: &CancellationToken, take: &mut Taker<'_>) -> Result<Carried, SyncError> {
        let url = call.url.as_str();
        let (fault, meanwhile) = {
            let mut state = self.state();
            state.requests.push(call.clone());
            let faults = match call.what {
                What::Message => &mut state.faults,
                What::Came | What::Bytes { .. } | What::Stretch { .. } => &mut state.file_faults,
            };
            let fault = faults.pop_front().unwrap_or(Fault::None);
            (fault, state.meanwhile.take())
        };
        let lost = || SyncError::Unreachable {
            url: url.to_owned(),
            reason: "lost on the way".to_owned(),
        };
        if let Some(mut meanwhile) = meanwhile {
            meanwhile();
            self.state().meanwhile = Some(meanwhile);
        }
        let cut = || SyncError::Cut {
            url: url.to_owned(),
            reason: "cut on the way".to_owned(),
        };
        if fault == Fault::RequestLost {
            return Err(lost());
        }
        let mut reply = self.deliver(&call, fault == Fault::RequestCut);
        match fault {
            Fault::None | Fault::RequestLost => {}
            Fault::RequestCut => return Err(cut()),
            Fault::ReplyLost => return Err(lost()),
            Fault::ReplyCut => reply.body.truncate(reply.body.len() / 2),
            Fault::Twice => drop(self.deliver(&call, false)),
        }
        let Reply { status, headers, body } = reply;
        // In two pieces, as a network may deliver it; whoever breaks off gets no more.
        let (first, second) = body.split_at(body.len() / 3);
        for piece in [first, second] {
            if take(status, piece).is_break() {
                break;
            }
        }
        Ok(Carried {
            status,
            bytes_up: call.body.len(),
            bytes_down: body.len(),
            came: came(&headers),
            length: length(&headers),
            cut: (fault == Fault::ReplyCut).then(cut),
        })
    }

    fn pause(&self, _time: Duration, _stop: &CancellationToken) {}
}

/// A request as the client's HTTP makes it. Of a body that is cut, half arrives.
fn request(call: &Call, is_cut: bool) -> Request<Body> {
    let request = Request::builder().uri(&call.url);
    let request = match call.what {
        What::Message => request.method(Method::POST),
        What::Came => request.method(Method::HEAD),
        What::Bytes { at, length } => request
            .method(Method::PATCH)
            .header(UPLOAD_OFFSET, at)
            .header(UPLOAD_LENGTH, length),
        What::Stretch { from, most } => request.header(RANGE, format!("bytes={from}-{}", from + most as u64 - 1)),
    };
    let request = match &call.token {
        Some(token) => request.header(AUTHORIZATION, format!("Bearer {}", BASE64URL_NOPAD.encode(token))),
        None => request,
    };
    let body = if is_cut {
        let half = Bytes::copy_from_slice(&call.body[..call.body.len() / 2]);
        Body::from_stream(stream::iter([Ok(half), Err("cut on the way")]))
    } else {
        Body::from(call.body.clone())
    };
    request.body(body).expect("a request")
}

fn came(headers: &HeaderMap) -> Option<Came> {
    let bytes = headers.get(UPLOAD_OFFSET)?.to_str().ok()?.parse().ok()?;
    let is_whole = headers.get(UPLOAD_COMPLETE).is_some_and(|value| value == "?1");
    Some(Came { bytes, is_whole })
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(CONTENT_RANGE)?
        .to_str()
        .ok()?
        .rsplit_once('/')?
        .1
        .parse()
        .ok()
}
