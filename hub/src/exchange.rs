//! One exchange: a device's signed request in, the hub's signed reply out.
//!
//! What needs no lock is done first: the device's signature, then each pack's and each decision's, expanded and checked for
//! itself. Then one transaction judges and stores them, packs before decisions, and one bad pack refuses only itself. The feed
//! is read after the commit, so nobody waits for a reader.

mod decision;
mod intake;
mod news;
mod pack;
mod refusal;
mod senders;
mod shares;
mod unfinished;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    sync::Arc,
};

use satchel_shared::{
    digest::{Buckets, Digest, DigestBytes},
    exchange::{
        ExchangeRequest, MessageError, PROTOCOL, Refused, Repair, SealedDecision, Verdict, protocol_of,
        reply::{Head, Part, Parts},
    },
    ids::{DeviceId, KeyBytes, OfficeId},
    limits::EXCHANGE_BYTES,
    satchel::{Answer, Said},
    seal::{PublicKey, Purpose, SealError, Sealed},
    wire,
};
use serde_bytes::ByteBuf;

use self::{
    decision::ReadDecision,
    pack::ReadPack,
    refusal::{Halt, Refusal},
};
pub(crate) use self::{news::News, senders::Senders, shares::Shares, unfinished::Unfinished};
use crate::{
    feed::{self, Standing},
    hub::Hub,
    store::{Device, Found, StoreError, Transaction},
};

/// Why a request as a whole is not answered.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error("the device is not enrolled at this hub")]
    UnknownDevice,
    #[error("the device has been revoked")]
    DeviceRevoked(DeviceId),
    /// Signed by a key that the device replaced.
    #[error("the device has replaced the key that signed this")]
    KeyReplaced { device: DeviceId, key: KeyBytes },
    #[error("the protocol is {0}; this hub speaks {PROTOCOL}")]
    ProtocolUnknown(u64),
    /// A copy of an earlier request; or the vault is an older copy of itself.
    #[error("a request with this counter has been taken; the last was {last}")]
    CounterReplayed { last: u64 },
    /// Between the lookup of the device and its turn. Nothing was taken; who asks again is answered.
    #[error("the member's role or the device's key was just changed")]
    DeviceChanged,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ExchangeError {
    pub(crate) fn replaced(key: PublicKey) -> Self {
        Self::KeyReplaced {
            device: key.id(),
            key: KeyBytes(key.to_bytes()),
        }
    }

    /// Stable, as in `problem-CODE` of the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Message(error) => error.code(),
            Self::UnknownDevice => "unknown-device",
            Self::DeviceRevoked(_) => "device-revoked",
            Self::ProtocolUnknown(_) => "protocol-unknown",
            Self::CounterReplayed { .. } => "counter-replayed",
            Self::KeyReplaced { .. } => "key-replaced",
            Self::DeviceChanged | Self::Store(_) => "hub-unavailable",
        }
    }
}

/// What became of packs and decisions, each in its order.
pub(crate) struct Taken {
    pub(crate) packs: Vec<Verdict>,
    pub(crate) decisions: Vec<Verdict>,
    /// Of those offices in which something changed.
    digests: BTreeMap<OfficeId, Digest>,
}

impl Hub {
    /// Learns who may ask, and does what is done once, so that who asks first need not wait for it.
    pub(crate) async fn rehearse(&self) -> Result<(), StoreError> {
        intake::rehearse();
        self.senders()
            .learn(self.store().devices().await?.into_iter().map(Arc::new));
        Ok(())
    }

    /// Answers the body of a `POST /v1/sync`.
    ///
    /// # Errors
    /// [`ExchangeError`], where nothing of the request was taken.
    pub async fn exchange(&self, body: &[u8]) -> Result<Vec<u8>, ExchangeError> {
        match self.try_exchange(body).await {
            Err(ExchangeError::DeviceChanged) => self.try_exchange(body).await,
            done => done,
        }
    }

    /// Tells a device why it is heard no longer, so that it can be sure of it; none where it may be. Whoever asks in its name
    /// learns nothing else.
    pub(crate) async fn tell_refused(&self, error: &ExchangeError) -> Option<ByteBuf> {
        let (device, about) = match error {
            ExchangeError::DeviceRevoked(device) => {
                let known = self.store().device(*device).await.ok().flatten();
                (*device, known.map(|known| KeyBytes(known.key.to_bytes())))
            }
            ExchangeError::KeyReplaced { device, key } => (*device, Some(*key)),
            ExchangeError::Message(_)
            | ExchangeError::UnknownDevice
            | ExchangeError::ProtocolUnknown(_)
            | ExchangeError::CounterReplayed { .. }
            | ExchangeError::DeviceChanged
            | ExchangeError::Store(_) => return None,
        };
        let refused = Refused {
            code: error.code().to_owned(),
            detail: error.to_string(),
        };
        let answer = Answer {
            key: ByteBuf::from(self.key().first().to_bytes()),
            succession: self.key().succession(),
            to: device,
            at: self.now_ms(),
            said: Said::Refused(refused),
            about,
        };
        Some(answer.signed(self.key()))
    }

    async fn try_exchange(&self, body: &[u8]) -> Result<Vec<u8>, ExchangeError> {
        let (device, mut request) = self.open_request(body).await?;
        let at = self.now_ms();
        let counter = request.counter;
        let token = request.attachments.then(|| self.token(&device));
        self.end_shares().await?;
        let standing = feed::standing(self, &device, &request.cursor).await?;
        let (packs, decisions) = (mem::take(&mut request.packs), mem::take(&mut request.decisions));
        let (packs, decisions) = self.read_all(Some(&device), packs, decisions).await?;
        let mut taken = self.take_all(&device, counter, at, packs, decisions).await?;
        if !(taken.packs.is_empty() && taken.decisions.is_empty()) {
            self.news().tell();
        }
        let digest = taken.digests.remove(&device.office);
        let head = Head {
            counter,
            packs: taken.packs,
            decisions: taken.decisions,
            cursor: None,
            more: true,
            digest: None,
            differing: ByteBuf::new(),
            known: Vec::new(),
            token,
            goes_on: false,
            at,
            next: None,
        };
        let told = request.goes_on.filter(|_| request.repair.is_none());
        if let Some(parts) = self.unfinished().again(device.id, told, &request.cursor) {
            let after = told
                .and_then(|told| usize::try_from(told.parts).ok())
                .unwrap_or_default();
            // What is new since it was written comes with the next.
            return Ok(parts.reply(Head { goes_on: true, ..head }, after, self.key()));
        }
        let (head, parts) = self.answer(&device, &request, standing, digest, head).await?;
        let parts = Arc::new(match parts.len() {
            // Not worth another thread.
            0 | 1 => Parts::new(parts),
            _ => self.work(|| Parts::new(parts)).await?,
        });
        let reply = parts.reply(head, 0, self.key());
        self.unfinished().keep(device.id, counter, at, parts);
        Ok(reply)
    }

    /// What the feed has for a device, and what differs: the rest of the head, and the parts. The digest of its office, where
    /// it is known from just now, is not read again.
    async fn answer(
        &self,
        device: &Device,
        request: &ExchangeRequest,
        standing: Standing,
        digest: Option<Digest>,
        head: Head,
    ) -> Result<(Head, Vec<Part>), ExchangeError> {
        if request.repair.is_none() && request.wait > 0 && head.packs.is_empty() && head.decisions.is_empty() {
            self.wait(device, &request.cursor, request.wait).await?;
        }
        // Before the page: what comes between the two makes the device ask once more, and never makes it sure too early.
        let digest = match digest {
            Some(digest) => Some(digest),
            None => self.store().digest(device.office).await?,
        };
        let page = match &request.repair {
            Some(Repair::Snapshots(records)) => {
                feed::snapshots_page(self, device, records, &request.cursor, request.budget).await?
            }
            Some(Repair::Buckets(_)) | None => feed::page(self.store(), device, standing, request.budget).await?,
        };
        let theirs = match &request.repair {
            Some(Repair::Buckets(bytes)) => Buckets::from_slice(bytes),
            Some(Repair::Snapshots(_)) | None => None,
        };
        let (differing, known) = match theirs {
            Some(theirs) => feed::digest::differing(self.store(), device.office, &theirs).await?,
            None => (Vec::new(), Vec::new()),
        };
        tracing::debug!(
            device = %device.id,
            packs = head.packs.len(),
            decisions = head.decisions.len(),
            parts = page.parts.len(),
            "exchange"
        );
        let moved = page.parts.is_empty() && page.cursor != request.cursor;
        let head = Head {
            cursor: moved.then_some(page.cursor),
            more: page.more,
            digest: digest.filter(|_| !page.more).map(|digest| DigestBytes::new(digest.0)),
            differing: ByteBuf::from(differing),
            known,
            ..head
        };
        Ok((head, page.parts))
    }

    /// Who asks, and what, once that is certain.
    async fn open_request(&self, body: &[u8]) -> Result<(Arc<Device>, ExchangeRequest), ExchangeError> {
        let sealed = Sealed::parse(body).map_err(MessageError::from)?;
        let mut device = self.sender(sealed.signer()).await?;
        let mut payload = sealed.clone().open(&device.key, Purpose::Exchange);
        if payload == Err(SealError::WrongSignature) {
            // Its key may have been replaced since it was looked up.
            self.senders().forget(device.id);
            device = self.sender(device.id).await?;
            payload = sealed.clone().open(&device.key, Purpose::Exchange);
        }
        if payload == Err(SealError::WrongSignature)
            && let Some(key) = device.former_key_of(&sealed, Purpose::Exchange)
        {
            return Err(ExchangeError::replaced(key));
        }
        let payload = payload.map_err(MessageError::from)?;
        let what = "an exchange";
        match wire::from_cbor::<ExchangeRequest>(&payload, EXCHANGE_BYTES, what) {
            Ok(request) if request.protocol == PROTOCOL => Ok((device, request)),
            Ok(request) => Err(ExchangeError::ProtocolUnknown(request.protocol.into())),
            // Another protocol's request need not read as this one's.
            Err(error) => match protocol_of(&payload) {
                Some(protocol) if protocol != u64::from(PROTOCOL) => Err(ExchangeError::ProtocolUnknown(protocol)),
                Some(_) | None => Err(MessageError::from(error).into()),
            },
        }
    }

    async fn sender(&self, id: DeviceId) -> Result<Arc<Device>, ExchangeError> {
        if let Some(known) = self.senders().get(id) {
            return Ok(known);
        }
        let device = self.store().device(id).await?.ok_or(ExchangeError::UnknownDevice)?;
        if device.is_revoked() {
            return Err(ExchangeError::DeviceRevoked(id));
        }
        let device = Arc::new(device);
        self.senders().learn([Arc::clone(&device)]);
        Ok(device)
    }

    /// Opens every pack and decision by its signer's key: most are the sender's own, a courier brings those of others.
    async fn read_all(
        &self,
        sender: Option<&Device>,
        packs: Vec<ByteBuf>,
        decisions: Vec<SealedDecision>,
    ) -> Result<Contents, StoreError> {
        if packs.is_empty() && decisions.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let of_packs = packs
            .iter()
            .filter_map(|pack| Sealed::parse(pack).ok().map(|sealed| sealed.signer()));
        let of_decisions = decisions.iter().filter_map(|decision| decision.signer().ok());
        let named: BTreeSet<DeviceId> = of_packs.chain(of_decisions).collect();
        let mut signers: BTreeMap<DeviceId, Device> =
            sender.map(|device| (device.id, device.clone())).into_iter().collect();
        for id in named {
            if signers.contains_key(&id) {
                continue;
            }
            if let Some(device) = self.store().device(id).await? {
                signers.insert(id, device);
            }
        }
        // Signatures and expansion.
        self.work(move || {
            let packs = packs.into_iter().map(|pack| ReadPack::read(pack, &signers)).collect();
            let decisions = decisions
                .into_iter()
                .map(|decision| ReadDecision::read(decision, &signers))
                .collect();
            (packs, decisions)
        })
        .await
    }

    async fn take_all(
        &self,
        device: &Device,
        counter: u64,
        at: i64,
        packs: Vec<Result<ReadPack, Refusal>>,
        decisions: Vec<Result<ReadDecision, Refusal>>,
    ) -> Result<Taken, ExchangeError> {
        let mut transaction = self.store().begin().await?;
        // It may have been revoked since it was looked up.
        let Some(found) = transaction.take_up(device, counter, &intake::asked(&packs)).await? else {
            self.senders().forget(device.id);
            let now = transaction.device(device.id).await?;
            let now = now.ok_or(ExchangeError::UnknownDevice)?;
            return Err(if now.is_revoked() {
                ExchangeError::DeviceRevoked(now.id)
            } else if now.role == device.role && now.key == device.key {
                ExchangeError::CounterReplayed { last: now.counter }
            } else {
                ExchangeError::DeviceChanged
            });
        };
        let taken = judge(transaction.as_mut(), found, at, packs, decisions).await?;
        transaction.commit().await?;
        Ok(taken)
    }

    /// Takes packs and decisions that a courier brought: as an exchange does, but that they may be read again.
    pub(crate) async fn take_carried(
        &self,
        packs: Vec<ByteBuf>,
        decisions: Vec<SealedDecision>,
    ) -> Result<Taken, StoreError> {
        let (packs, decisions) = self.read_all(None, packs, decisions).await?;
        let mut transaction = self.store().begin().await?;
        let found = transaction.find(&intake::asked(&packs)).await?;
        let taken = judge(transaction.as_mut(), found, self.now_ms(), packs, decisions).await?;
        transaction.commit().await?;
        Ok(taken)
    }
}

async fn judge(
    transaction: &mut (dyn Transaction + '_),
    found: Found,
    at: i64,
    packs: Vec<Result<ReadPack, Refusal>>,
    decisions: Vec<Result<ReadDecision, Refusal>>,
) -> Result<Taken, StoreError> {
    let (packs, digests) = intake::take(transaction, found, packs).await?;
    let mut verdicts = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let taken = match decision {
            Ok(decision) => decision::take(transaction, decision, at).await,
            Err(refusal) => Err(refusal.into()),
        };
        verdicts.push(verdict(taken)?);
    }
    Ok(Taken {
        packs,
        decisions: verdicts,
        digests,
    })
}

type Contents = (Vec<Result<ReadPack, Refusal>>, Vec<Result<ReadDecision, Refusal>>);

fn verdict(taken: Result<(), Halt>) -> Result<Verdict, StoreError> {
    match taken {
        Ok(()) => Ok(Verdict::Accepted),
        Err(Halt::Refused(refusal)) => {
            tracing::info!(code = refusal.code(), %refusal, "refused");
            Ok(Verdict::Refused(refusal.told()))
        }
        Err(Halt::Store(error)) => Err(error),
    }
}
