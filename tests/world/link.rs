//! The network of a history: a transport that calls the hub in this process, and does to its bytes what the trace says.
//!
//! It knows nothing of what they say, and is all that must change with the client's `Transport`.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use satchel_client::sync::{Call, Carried, SyncError, Taker, Transport, What};
use satchel_hub::Hub;
use satchel_shared::{exchange::ErrorReply, wire};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

use crate::action::Fault;

/// The hub as all devices reach it: absent only while it restarts.
pub(crate) type SharedHub = Arc<Mutex<Option<Hub>>>;

/// Something that a person does while a request is on its way.
pub(crate) type Meanwhile = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct State {
    faults: VecDeque<Fault>,
    meanwhile: Option<Meanwhile>,
    /// Every request that the device made, whether it arrived or not.
    requests: Vec<(String, Vec<u8>)>,
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
    pub(crate) fn meet(&self, faults: &[Fault], meanwhile: Option<Meanwhile>) {
        let mut state = self.state();
        state.faults = faults.iter().copied().collect();
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
        self.deliver(&request.0, &request.1);
    }

    /// The last request that the device made.
    pub(crate) fn last_request(&self) -> Option<Vec<u8>> {
        self.state().requests.last().map(|(_, body)| body.clone())
    }

    fn deliver(&self, url: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let hub = self.hub.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(hub) = hub else {
            return (503, Vec::new());
        };
        let error = |code: &str, detail: String| {
            let reply = ErrorReply {
                code: code.to_owned(),
                detail,
            };
            (400, wire::to_cbor(&reply))
        };
        self.runtime.block_on(async {
            if url.ends_with("/v1/enrol") {
                let answered = hub.enrol(body).await;
                answered.map_or_else(|it| error(it.code(), it.to_string()), |reply| (200, reply))
            } else {
                let answered = hub.exchange(body).await;
                answered.map_or_else(|it| error(it.code(), it.to_string()), |reply| (200, reply))
            }
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Link {
    fn carry(&self, call: Call, _stop: &CancellationToken, take: &mut Taker<'_>) -> Result<Carried, SyncError> {
        let Call { url, what, body, .. } = call;
        let url = url.as_str();
        assert_eq!(what, What::Message, "no files in this world");
        let (fault, meanwhile) = {
            let mut state = self.state();
            state.requests.push((url.to_owned(), body.clone()));
            let fault = state.faults.pop_front().unwrap_or(Fault::None);
            (fault, state.meanwhile.take())
        };
        let lost = || SyncError::Unreachable {
            url: url.to_owned(),
            reason: "lost on the way".to_owned(),
        };
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
        if fault == Fault::RequestLost {
            return Err(lost());
        }
        let (status, mut reply) = self.deliver(url, &body);
        match fault {
            Fault::None | Fault::RequestLost => {}
            Fault::ReplyLost => return Err(lost()),
            Fault::ReplyCut => reply.truncate(reply.len() / 2),
            Fault::Twice => drop(self.deliver(url, &body)),
        }
        // In two pieces, as a network may deliver it; whoever breaks off gets no more.
        let (first, second) = reply.split_at(reply.len() / 3);
        for piece in [first, second] {
            if take(status, piece).is_break() {
                break;
            }
        }
        let cut = SyncError::Cut {
            url: url.to_owned(),
            reason: "cut on the way".to_owned(),
        };
        Ok(Carried {
            status,
            bytes_up: body.len(),
            bytes_down: reply.len(),
            came: None,
            length: None,
            cut: (fault == Fault::ReplyCut).then_some(cut),
        })
    }

    fn pause(&self, _time: Duration, _stop: &CancellationToken) {}
}
