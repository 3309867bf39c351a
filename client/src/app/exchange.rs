//! Sync: from what waits in the vault to what the hub said, and back into the vault.

mod files;
mod problems;
pub(super) mod receive;
mod repair;

use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    sync::{MutexGuard, PoisonError},
};

use automerge::ChangeHash;
use satchel_shared::{
    Problem,
    exchange::{EnrolmentReply, Repair, Verdict, reply::Head},
    ids::RecordId,
    invitation::InvitationCode,
    ledger::Decision,
    limits::WAIT_SECONDS,
    pack::Pack,
    seal::{Key, PublicKey},
    window::{LinkUse, Membership, SyncAttempt, SyncOutcome, SyncReport, SyncState, Waiting, WaitingWhat},
};
use serde_bytes::ByteBuf;
use tokio_util::sync::CancellationToken;

use self::{
    files::{LeftOut, Moved},
    repair::Repairing,
};
use super::{App, open::Open};
use crate::{
    error::AppError,
    sync::{
        Call, SyncError,
        engine::{self, Inbox, Outbox, OutgoingDecision, OutgoingPack},
        pace::Pace,
    },
    vault::{
        HubIdentity, VaultError, carried_packs, decisions, record_files,
        records::{self, Stale},
        settings, sync_state,
    },
};

impl App {
    /// Joins an office with a one-time code.
    ///
    /// # Errors
    /// [`AppError::BadAddress`], [`AppError::BadCode`], [`AppError::AlreadyEnrolled`], or what the hub says.
    pub fn enrol(&self, url: &str, code: &str) -> Result<Membership, AppError> {
        let hub = hub_address(url)?;
        let code: InvitationCode = code.parse().map_err(|_| AppError::BadCode)?;
        // Who joined by a courier has no address of the hub yet, and learns it with the same code.
        if self.membership()?.is_some_and(|known| !known.hub.is_empty()) {
            return Err(AppError::AlreadyEnrolled);
        }
        let key = self.with_open(|open| Ok(open.key.clone()))?;
        let mut body = Vec::new();
        let carried = self.transport.carry(
            Call::message(format!("{hub}/v1/enrol"), engine::enrolment(&key, &code)),
            &CancellationToken::new(),
            &mut |_, bytes| {
                body.extend_from_slice(bytes);
                ControlFlow::Continue(())
            },
        )?;
        if let Some(cut) = carried.cut {
            return Err(cut.into());
        }
        let (reply, hub_key) = engine::enrolment_reply(&key, &code, carried.status, &body)?;
        self.with_open(|open| open.join(reply, &hub_key, hub, &body))
    }

    /// Exchanges with the hub until nothing is left to send or to receive; attached files come last, and wait where the link is
    /// paid by the byte.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`], or [`SyncError`]: everything that was sent before stays sent, all else still waits.
    pub fn sync(&self) -> Result<SyncReport, AppError> {
        let link = self.link_use()?;
        self.sync_all(!link.metered)
    }

    /// The same, with attached files in any case.
    ///
    /// # Errors
    /// As [`App::sync`].
    pub fn sync_with_files(&self) -> Result<SyncReport, AppError> {
        self.sync_all(true)
    }

    /// How this device uses its link.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn link_use(&self) -> Result<LinkUse, AppError> {
        self.with_open(|open| Ok(settings::link_use(open.vault.read())?))
    }

    /// Remembers how this device uses its link.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn set_link_use(&self, how: LinkUse) -> Result<(), AppError> {
        if !how.in_touch {
            self.stop_waiting();
        }
        self.with_open(|open| {
            Ok(open
                .vault
                .write(|transaction| settings::put_link_use(transaction, how))?)
        })
    }

    fn sync_all(&self, with_files: bool) -> Result<SyncReport, AppError> {
        // Whoever waits for news makes room.
        self.stop_waiting();
        let _one_at_a_time = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let stop = CancellationToken::new();
        self.stop_with().clone_from(&stop);
        let mut report = SyncReport::default();
        self.with_open(|open| {
            let hub = settings::hub(open.vault.read())?;
            if hub.is_some_and(|hub| hub.url.is_empty()) {
                return Err(AppError::NoHubAddress);
            }
            Ok(open.vault.write(|transaction| carried_packs::try_again(transaction))?)
        })?;
        let result = self.run(&mut Run {
            hub: String::new(),
            report: &mut report,
            stop: &stop,
            with_files,
            token: None,
            asked: false,
            text_until: 0,
        });
        let outcome = match &result {
            Ok(()) => SyncOutcome::Done(report.clone()),
            Err(error) => SyncOutcome::Failed(Problem::from(error)),
        };
        self.with_open(|open| {
            let at = open.environment.now_ms();
            report.pending += record_files::unsent(open.vault.read())?.len();
            open.vault.write(|transaction| -> Result<(), AppError> {
                sync_state::log(transaction, &SyncAttempt { at, outcome })?;
                if result.is_ok() && report.pending == 0 {
                    settings::set_all_sent_at(transaction, at)?;
                }
                Ok(())
            })
        })?;
        // What came is found at once; what is not reached, as when the vault is locked, follows with the next search.
        self.follow(Stale::All).ok();
        result.map(|()| report)
    }

    /// Stops the sync that is under way, if any: what was confirmed stays sent, and all else waits for the next.
    pub fn stop_sync(&self) {
        self.stop_with().cancel();
        self.stop_waiting();
    }

    /// Waits for news from the hub, for at most [`WAIT_SECONDS`] or until a sync begins, and keeps what comes. Says whether
    /// anything came.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`], or [`SyncError`].
    pub fn wait_for_news(&self) -> Result<bool, AppError> {
        let stop = CancellationToken::new();
        // Before it waits for a sync to end: one that begins after that stops it.
        self.waiting_with().clone_from(&stop);
        let _one_at_a_time = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        if stop.is_cancelled() {
            return Ok(false);
        }
        let (hub, key, outbox) = self.with_open(|open| {
            let hub = settings::hub(open.vault.read())?.ok_or(AppError::NotEnrolled)?;
            let counter = open.vault.write(|transaction| settings::next_counter(transaction))?;
            let outbox = Outbox {
                counter,
                cursor: settings::cursor(open.vault.read())?,
                budget: u32::try_from(Pace::default().down()).unwrap_or(u32::MAX),
                packs: Vec::new(),
                decisions: Vec::new(),
                repair: None,
                attachments: false,
                wait: WAIT_SECONDS,
            };
            Ok((hub, open.key.clone(), outbox))
        })?;
        let mut report = SyncReport::default();
        match self.exchange(&hub, &key, &outbox, &mut report, &stop).1 {
            Ok(()) | Err(AppError::Sync(SyncError::Stopped)) => {}
            Err(error) => return Err(error),
        }
        if report.received > 0 {
            self.follow(Stale::All).ok();
        }
        Ok(report.received > 0)
    }

    fn stop_waiting(&self) {
        self.waiting_with().cancel();
    }

    fn waiting_with(&self) -> MutexGuard<'_, CancellationToken> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop_with(&self) -> MutexGuard<'_, CancellationToken> {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Text first, then files; and again where text waits by then.
    fn run(&self, run: &mut Run<'_>) -> Result<(), AppError> {
        let mut left_out = LeftOut::new();
        loop {
            self.exchange_all(run)?;
            if !run.with_files {
                return Ok(());
            }
            // Which files are wanted is known once what came was read.
            self.follow(Stale::All)?;
            run.text_until = self.with_open(|open| Ok(open.environment.now_ms()))?;
            match self.move_files(run, &mut left_out)? {
                Moved::All => return Ok(()),
                // A hub of an earlier version gives none, and one whose clock leaps none that is good.
                Moved::NeedsToken if std::mem::take(&mut run.asked) => return Ok(()),
                Moved::NeedsToken | Moved::TextWaits => {}
            }
        }
    }

    fn exchange_all(&self, run: &mut Run<'_>) -> Result<(), AppError> {
        let stop = run.stop;
        let mut tried = BTreeSet::new();
        let mut pace = Pace::default();
        let mut repairing = Repairing::default();
        let mut reached = false;
        loop {
            let (hub, key, outbox) = self.with_open(|open| {
                let hub = settings::hub(open.vault.read())?.ok_or(AppError::NotEnrolled)?;
                let mut outbox = open.outbox(&tried, &pace, repairing.next())?;
                outbox.attachments = run.with_files && run.token.is_none() && open.has_files_to_move()?;
                Ok((hub, open.key.clone(), outbox))
            })?;
            run.hub.clone_from(&hub.url);
            let received = run.report.bytes_down;
            match self.exchange(&hub, &key, &outbox, run.report, stop) {
                (Some(head), Ok(())) => {
                    reached = true;
                    pace.carried();
                    if outbox.attachments {
                        run.asked = true;
                        run.token.clone_from(&head.token);
                    }
                    let whole = outbox.packs.iter().filter(|pack| pack.is_whole);
                    tried.extend(whole.map(|pack| pack.record));
                    self.with_open(|open| repairing.answered(open, &outbox, &head, &mut tried))?;
                    let is_done = repairing.next().is_none() && !head.more && !self.is_unsent(&tried, run.report)?;
                    if is_done && !self.with_open(|open| repairing.compare(open, &head))? {
                        return Ok(());
                    }
                }
                (_, Err(AppError::Sync(SyncError::Refused { code, .. })))
                    if code == "counter-replayed" && repairing.is_copy() =>
                {
                    self.with_open(|open| repairing.pass_over(open))?;
                }
                (head, Err(AppError::Sync(error))) => {
                    reached |= head.is_some();
                    let answered = head.is_some().then(|| run.report.bytes_down - received);
                    let pause = match &error {
                        SyncError::Cut { .. } => pace.cut(outbox.bytes(), answered, self.chance()?),
                        SyncError::Unreachable { .. } if reached => pace.cut(outbox.bytes(), None, self.chance()?),
                        SyncError::Unreachable { .. }
                        | SyncError::Stopped
                        | SyncError::Refused { .. }
                        | SyncError::NotAHub { .. }
                        | SyncError::WrongHub
                        | SyncError::BadReply(_) => None,
                    };
                    match pause {
                        Some(pause) => self.transport.pause(pause, stop),
                        None => return Err(error.into()),
                    }
                    if stop.is_cancelled() {
                        return Err(SyncError::Stopped.into());
                    }
                }
                (_, Err(error)) => return Err(error),
                (None, Ok(())) => return Err(SyncError::BadReply("it is empty".to_owned()).into()),
            }
        }
    }

    /// One request, and all that came of its reply, which is kept while it comes. Gives what the hub said to the outbox, where
    /// that came, and how it ended.
    fn exchange(
        &self,
        hub: &HubIdentity,
        key: &Key,
        outbox: &Outbox,
        report: &mut SyncReport,
        stop: &CancellationToken,
    ) -> (Option<Head>, Result<(), AppError>) {
        let mut reply = engine::Reply::new(&hub.key, outbox);
        let (mut head, mut broken) = (None, None);
        let mut take = |status: u16, bytes: &[u8]| {
            let result = reply
                .push(status, bytes)
                .map_err(AppError::from)
                .and_then(|inbox| self.keep(outbox, inbox, &mut head, report));
            match result {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            }
        };
        let call = Call::message(format!("{}/v1/sync", hub.url), engine::request(key, outbox));
        let carried = self.transport.carry(call, stop, &mut take);
        let result = match (carried, broken) {
            (_, Some(error)) => Err(error),
            (Err(error), None) => Err(error.into()),
            (Ok(carried), None) => {
                report.requests += 1;
                report.bytes_up += carried.bytes_up;
                report.bytes_down += carried.bytes_down;
                let ended = carried.cut.map_or_else(|| reply.end(carried.status), Err);
                ended.map_err(AppError::from)
            }
        };
        (head, result)
    }

    /// Keeps what came of a reply.
    fn keep(
        &self,
        outbox: &Outbox,
        inbox: Inbox,
        head: &mut Option<Head>,
        report: &mut SyncReport,
    ) -> Result<(), AppError> {
        if let Some(told) = &inbox.head {
            let accepted = |verdict: &&Verdict| **verdict == Verdict::Accepted;
            let sent = told.packs.iter().chain(&told.decisions).filter(accepted).count();
            report.sent += sent;
            report.refused += told.packs.len() + told.decisions.len() - sent;
            *head = Some(told.clone());
        }
        let Some(at) = head.as_ref().map(|head| head.at) else {
            return Ok(());
        };
        report.received += inbox.parts.iter().map(|part| part.updates.len()).sum::<usize>();
        self.with_open(|open| open.accept(outbox, inbox, at))
    }

    /// Whether there is something that this sync has not tried to send. A record that was edited meanwhile waits for the next
    /// sync: a person who types on must not keep it from ending.
    fn is_unsent(&self, tried: &BTreeSet<RecordId>, report: &mut SyncReport) -> Result<bool, AppError> {
        self.with_open(|open| {
            let unsent = records::waiting(open.vault.read())?;
            let undecided = decisions::waiting(open.vault.read())?;
            let carried = carried_packs::waiting(open.vault.read())?;
            report.pending = unsent.len() + undecided.len() + carried.len();
            Ok(unsent.iter().any(|(id, _, _)| !tried.contains(id)) || !undecided.is_empty() || !carried.is_empty())
        })
    }

    fn chance(&self) -> Result<u8, AppError> {
        self.with_open(|open| Ok(open.environment.random::<1>()[0]))
    }

    /// What waits, what was sent, and when.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn sync_state(&self) -> Result<SyncState, AppError> {
        self.with_open(|open| {
            let vault = open.vault.read();
            let changes = records::waiting(vault)?.into_iter();
            let mut waiting: Vec<Waiting> = changes
                .map(|(id, title, since)| Waiting {
                    id,
                    title,
                    what: WaitingWhat::Changes,
                    since,
                })
                .collect();
            for decision in decisions::waiting(vault)? {
                let what = match decision.what {
                    Decision::Submitted { .. } => WaitingWhat::Submission,
                    Decision::Acknowledged { .. } => WaitingWhat::Acknowledgement,
                };
                let title = open.stored(decision.record)?.row.title;
                waiting.push(Waiting {
                    id: decision.record,
                    title,
                    what,
                    since: decision.at,
                });
            }
            for id in carried_packs::records(vault)? {
                if let Some(stored) = records::find(vault, id)?.filter(|stored| !stored.waits) {
                    waiting.push(Waiting {
                        id,
                        title: stored.row.title,
                        what: WaitingWhat::Changes,
                        since: stored.row.edited_at,
                    });
                }
            }
            for (id, title, since) in record_files::waiting(vault)? {
                waiting.push(Waiting {
                    id,
                    title,
                    what: WaitingWhat::Files,
                    since,
                });
            }
            Ok(SyncState {
                waiting,
                all_sent_at: settings::all_sent_at(vault)?,
                log: sync_state::attempts(vault)?,
                set_aside: sync_state::set_aside(vault)?,
                link: settings::link_use(vault)?,
                files_to_come: record_files::wanted(vault)?.len(),
            })
        })
    }
}

/// One sync, from its first request to its last.
struct Run<'a> {
    /// The hub's address.
    hub: String,
    report: &'a mut SyncReport,
    stop: &'a CancellationToken,
    /// Whether attached files go too.
    with_files: bool,
    /// By which they go.
    token: Option<ByteBuf>,
    /// Whether the hub was asked for one.
    asked: bool,
    /// This device's time when all text had gone.
    text_until: i64,
}

impl Open {
    /// Joins the office that the hub let this device into; `signed` is what it said, `hub` its address, which may be empty.
    pub(super) fn join(
        &mut self,
        reply: EnrolmentReply,
        key: &PublicKey,
        hub: String,
        signed: &[u8],
    ) -> Result<Membership, AppError> {
        let membership = Membership {
            office: reply.office,
            office_name: reply.office_name,
            office_kind: reply.office_kind,
            states: reply.states,
            role: reply.role,
            member: reply.member,
            hub,
        };
        self.vault.write(|transaction| -> Result<(), VaultError> {
            settings::join(transaction, &membership, key)?;
            settings::set_enrolled(transaction, signed)?;
            settings::forget_courier_code(transaction)
        })?;
        Ok(membership)
    }

    /// What the next request carries, up to the budget: packs of the records that wait, then decisions. One of them goes in any
    /// case. A repair goes alone: what is here may have to be made over.
    fn outbox(&mut self, tried: &BTreeSet<RecordId>, pace: &Pace, repair: Option<Repair>) -> Result<Outbox, AppError> {
        let counter = self.vault.write(|transaction| settings::next_counter(transaction))?;
        let cursor = settings::cursor(self.vault.read())?;
        let budget = u32::try_from(pace.down()).unwrap_or(u32::MAX);
        if repair.is_some() {
            return Ok(Outbox {
                counter,
                cursor,
                budget,
                packs: Vec::new(),
                decisions: Vec::new(),
                repair,
                attachments: false,
                wait: 0,
            });
        }
        let mut room = pace.up();
        let mut packs = Vec::new();
        let mut is_full = false;
        // What this device wrote may build on them.
        for carried in carried_packs::waiting(self.vault.read())? {
            if carried.bytes.len() > room && !packs.is_empty() {
                is_full = true;
                break;
            }
            room = room.saturating_sub(carried.bytes.len());
            packs.push(OutgoingPack::carried(carried));
        }
        for (id, _, _) in records::waiting(self.vault.read())? {
            if is_full {
                break;
            }
            if tried.contains(&id) {
                continue;
            }
            let Some(pack) = self.pack(id, pace.up())? else {
                continue;
            };
            if pack.sealed.len() > room && !packs.is_empty() {
                is_full = true;
                break;
            }
            room = room.saturating_sub(pack.sealed.len());
            // What was decided about a record comes after all that was written in it.
            is_full |= !pack.is_whole;
            packs.push(pack);
            if is_full {
                break;
            }
        }
        let mut outgoing = Vec::new();
        for decision in decisions::waiting(self.vault.read())? {
            let size = decision.sealed.bytes();
            if is_full || (size > room && !(packs.is_empty() && outgoing.is_empty())) {
                break;
            }
            room = room.saturating_sub(size);
            outgoing.push(OutgoingDecision {
                event: decision.event,
                record: decision.record,
                sealed: decision.sealed,
            });
        }
        Ok(Outbox {
            counter,
            cursor,
            budget,
            packs,
            decisions: outgoing,
            repair,
            attachments: false,
            wait: 0,
        })
    }

    /// This device's changes of a record that the hub does not have, or the first of them, as many as fit into `most` bytes.
    fn pack(&mut self, id: RecordId, most: usize) -> Result<Option<OutgoingPack>, AppError> {
        let known = self.stored(id)?.hub_heads;
        let pack = self.pack_after(id, &known, most)?;
        if pack.is_none() {
            let (stored, carries) = (self.stored(id)?, carried_packs::has_some_of(self.vault.read(), id)?);
            let heads = if carries { known } else { stored.heads };
            self.vault
                .write(|transaction| records::hub_has(transaction, id, &heads, true))?;
        }
        Ok(pack)
    }

    /// This device's changes of a record that are not in the history of `known`, or the first of them, as many as fit into `most`
    /// bytes.
    pub(super) fn pack_after(
        &mut self,
        id: RecordId,
        known: &[ChangeHash],
        most: usize,
    ) -> Result<Option<OutgoingPack>, AppError> {
        let stored = self.stored(id)?;
        let mut document = self.load(id)?;
        let all = document.changes_by(self.actor().device, known);
        if all.is_empty() {
            return Ok(None);
        }
        let carries = carried_packs::has_some_of(self.vault.read(), id)?;
        let mut changes = all.as_slice();
        loop {
            let pack = Pack::new(&document, id, stored.office, changes);
            let sealed = pack.seal(&self.key);
            let is_whole = changes.len() == all.len();
            if sealed.len() <= most || changes.len() == 1 {
                let mut heads = document.heads();
                if !is_whole {
                    heads = known.to_vec();
                    heads.extend(pack.heads.iter().map(|hash| hash.0));
                    heads.sort_unstable();
                    heads.dedup();
                }
                return Ok(Some(OutgoingPack {
                    record: id,
                    heads,
                    is_whole,
                    own_heads: carries.then(|| pack.heads.iter().map(|hash| hash.0).collect()),
                    sealed,
                }));
            }
            changes = changes.split_at(changes.len() / 2).0;
        }
    }
}

/// `https://host[:port]`, or `http://` where the hub is on this machine.
fn hub_address(url: &str) -> Result<String, AppError> {
    let wrong = || AppError::BadAddress(url.chars().take(200).collect());
    let parsed = reqwest::Url::parse(url.trim()).map_err(|_| wrong())?;
    let host = parsed.host_str().ok_or_else(wrong)?;
    let local = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    let allowed = match parsed.scheme() {
        "https" => true,
        "http" => local,
        _ => false,
    };
    let plain = parsed.username().is_empty()
        && parsed.password().is_none()
        && parsed.query().is_none()
        && parsed.fragment().is_none();
    if !allowed || !plain {
        return Err(wrong());
    }
    Ok(parsed.as_str().trim_end_matches('/').to_owned())
}

impl From<SyncError> for Problem {
    fn from(error: SyncError) -> Self {
        (&error).into()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use satchel_shared::{edit::Edit, exchange::Refused, path::Path, schema::Kind};

    use super::*;
    use crate::{Environment, sync::http::Http, vault::Passphrase};

    #[test]
    fn the_history_tells_since_when_headquarters_has_what_it_accepted() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::with(
            folder.path().join("vault"),
            Environment::system(),
            Arc::new(Http::default()),
        );
        app.create_vault(&Passphrase::new("correct horse".to_owned()))
            .expect("a vault");
        let id = app.create(Kind::Request).expect("a record").row.id;
        let write = |name: &str| {
            let (path, value) = (Path::field(name), "Written".into());
            app.edit(id, &[Edit::Set { path, value }]).expect("an edit that holds");
        };
        let exchange = |verdict: Verdict, at: i64| {
            app.with_open(|open| {
                let outbox = open.outbox(&BTreeSet::new(), &Pace::default(), None)?;
                let head = Head {
                    counter: outbox.counter,
                    packs: outbox.packs.iter().map(|_| verdict.clone()).collect(),
                    decisions: Vec::new(),
                    cursor: None,
                    more: false,
                    digest: None,
                    differing: serde_bytes::ByteBuf::new(),
                    known: Vec::new(),
                    token: None,
                    at,
                    next: None,
                };
                let inbox = Inbox {
                    head: Some(head),
                    parts: Vec::new(),
                };
                open.accept(&outbox, inbox, at)
            })
            .expect("an exchange");
        };
        let told = || {
            app.history(id)
                .expect("a history")
                .entries
                .first()
                .and_then(|it| it.at_headquarters)
        };
        write("title");
        assert_eq!(told(), None);
        exchange(
            Verdict::Refused(Refused {
                code: "read-only".to_owned(),
                detail: String::new(),
            }),
            7_000,
        );
        assert_eq!(told(), None);
        exchange(Verdict::Accepted, 8_000);
        assert_eq!(told(), Some(8_000));
        // What is written since is told with it, and is not there yet.
        write("context");
        assert_eq!(told(), None);
        exchange(Verdict::Accepted, 9_000);
        assert_eq!(told(), Some(9_000));
    }

    #[test]
    fn a_hub_is_reached_by_tls_or_on_this_machine() {
        for good in [
            "https://hub.example.org",
            "https://hub.example.org:8443/satchel/",
            "http://127.0.0.1:8650",
            "http://localhost:1",
        ] {
            assert_eq!(hub_address(good).ok().as_deref(), Some(good.trim_end_matches('/')));
        }
        for bad in [
            "",
            "hub.example.org",
            "http://hub.example.org",
            "ftp://127.0.0.1",
            "https://a:b@hub.example.org",
            "https://x/?q",
        ] {
            assert!(matches!(hub_address(bad), Err(AppError::BadAddress(_))), "{bad}");
        }
    }
}
