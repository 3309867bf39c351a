//! Sync: from what waits in the vault to what the hub said, and back into the vault.

mod files;
mod joining;
mod link;
mod outbox;
mod problems;
pub(super) mod receive;
mod repair;

use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    sync::{MutexGuard, PoisonError},
};

use satchel_shared::{
    Problem,
    exchange::{
        Verdict,
        reply::{Head, Unfinished},
    },
    ids::{KeyBytes, RecordId},
    satchel::{Answer, Said},
    seal::Key,
    window::{SyncAttempt, SyncOutcome, SyncReport},
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
        engine::{self, Inbox, Outbox},
        pace::Pace,
    },
    vault::{
        HubIdentity, carried_packs, decisions, record_files,
        records::{self, Stale},
        settings, sync_state,
    },
};

/// How often one sync goes on with another key: this device's, or headquarters'.
const KEYS_LEARNED: usize = 2;

impl App {
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
        let mut result = self.run(&mut Run::new(&mut report, &stop, with_files));
        for _ in 0..KEYS_LEARNED {
            let knows_another_key = match &result {
                Err(AppError::Sync(SyncError::Refused { answer, .. })) => {
                    self.with_vault(|open| open.act_on_refusal(answer))?
                }
                Err(AppError::Sync(SyncError::WrongHub)) => {
                    let hub = self.with_open(|open| Ok(settings::hub(open.vault.read())?))?;
                    hub.is_some_and(|hub| self.learn_hub_key(&hub.url, &stop).unwrap_or(false))
                }
                Ok(()) | Err(_) => false,
            };
            if !knows_another_key {
                break;
            }
            result = self.run(&mut Run::new(&mut report, &stop, with_files));
        }
        let outcome = match &result {
            Ok(()) => SyncOutcome::Done(report.clone()),
            Err(error) => SyncOutcome::Failed(Problem::from(error)),
        };
        self.with_vault(|open| {
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
        // Of what came, some may be over already.
        self.with_vault(Open::let_go_of_those_over)?;
        // What came is found at once; what is not reached, as when the vault is locked, follows with the next search.
        self.follow(Stale::All).ok();
        result.map(|()| report)
    }

    /// Stops the sync that is under way, if any: what was confirmed stays sent, and all else waits for the next.
    pub fn stop_sync(&self) {
        self.stop_with().cancel();
        self.stop_waiting();
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
        let (mut reached, mut unfinished) = (false, None::<Unfinished>);
        loop {
            let (hub, key, outbox) = self.with_open(|open| {
                let hub = settings::hub(open.vault.read())?.ok_or(AppError::NotEnrolled)?;
                let mut outbox = open.outbox(&mut tried, &pace, repairing.next())?;
                outbox.attachments =
                    run.with_files && run.token.is_none() && record_files::any_to_move(open.vault.read())?;
                outbox.goes_on = unfinished.as_ref().map(Unfinished::goes_on);
                Ok((hub, open.key.clone(), outbox))
            })?;
            run.hub.clone_from(&hub.url);
            let received = run.report.bytes_down;
            match self.exchange(&hub, &key, &outbox, &mut unfinished, run.report, stop) {
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
                    let begins_again = self.begins_again(&outbox)?;
                    let is_done = repairing.next().is_none()
                        && !head.more
                        && !begins_again
                        && !self.is_unsent(&tried, run.report)?;
                    if is_done && !self.with_open(|open| repairing.compare(open, &head, run.report))? {
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
        unfinished: &mut Option<Unfinished>,
        report: &mut SyncReport,
        stop: &CancellationToken,
    ) -> (Option<Head>, Result<(), AppError>) {
        let mut reply = engine::Reply::new(&hub.key, outbox, unfinished.take());
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
            (Err(error), None) => {
                *unfinished = reply.unfinished();
                Err(error.into())
            }
            (Ok(carried), None) => {
                report.requests += 1;
                report.bytes_up += carried.bytes_up;
                report.bytes_down += carried.bytes_down;
                let ended = match carried.cut {
                    None => reply.end(carried.status),
                    Some(cut) => {
                        *unfinished = reply.unfinished();
                        Err(cut)
                    }
                };
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
        self.with_open(|open| open.accept(outbox, &inbox, at))
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

    /// Whether what came makes this device go through the feed from its beginning.
    fn begins_again(&self, outbox: &Outbox) -> Result<bool, AppError> {
        let is_at_the_start = self.with_open(|open| Ok(settings::cursor(open.vault.read())?.is_start()))?;
        Ok(is_at_the_start && !outbox.cursor.is_start())
    }

    fn chance(&self) -> Result<u8, AppError> {
        self.with_open(|open| Ok(open.environment.random::<1>()[0]))
    }
}

impl Open {
    /// Takes the hub's word for it that this device is withdrawn, or its key replaced, where that is what it says, and signed by
    /// it. Says whether the device signs by another key now.
    fn act_on_refusal(&mut self, answer: &[u8]) -> Result<bool, AppError> {
        match Answer::open(answer) {
            Ok((answer, key)) if answer.to == self.key.id() && self.is_hub_key(&key, &answer)? => {
                self.act_on_answer(&answer)
            }
            // Said by nobody, or by somebody else.
            Ok(_) | Err(_) => Ok(false),
        }
    }

    /// Acts on what the hub said to this device; says whether the device signs by another key than what is answered.
    pub(super) fn act_on_answer(&mut self, answer: &Answer) -> Result<bool, AppError> {
        match &answer.said {
            Said::Refused(refused) if refused.code == "key-replaced" => {
                let is_of_this = answer.about == Some(KeyBytes(self.key.public().to_bytes()));
                let is_known = !is_of_this || self.go_on_with_next_key()?;
                if !is_known {
                    self.note_revoked(answer.at)?;
                }
                Ok(is_known)
            }
            Said::Refused(refused) if refused.code == "device-revoked" => {
                // What it had not sent is signed by the last key that the hub has heard of.
                if answer.about.is_some() && answer.about == self.next_public()? {
                    self.go_on_with_next_key()?;
                }
                self.note_revoked(answer.at)?;
                Ok(false)
            }
            Said::Refused(_) | Said::Verdicts(_) | Said::Updates { .. } => Ok(false),
        }
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

impl<'a> Run<'a> {
    fn new(report: &'a mut SyncReport, stop: &'a CancellationToken, with_files: bool) -> Self {
        Self {
            hub: String::new(),
            report,
            stop,
            with_files,
            token: None,
            asked: false,
            text_until: 0,
        }
    }
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
                let outbox = open.outbox(&mut BTreeSet::new(), &Pace::default(), None)?;
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
                    goes_on: false,
                    at,
                    next: None,
                };
                let inbox = Inbox {
                    head: Some(head),
                    parts: Vec::new(),
                };
                open.accept(&outbox, &inbox, at)
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
}
