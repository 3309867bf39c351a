//! How this device uses its link; waiting for news, what waits, and what was sent.

use std::sync::{MutexGuard, PoisonError};

use satchel_shared::{
    ledger::{Decision, Fund},
    limits::WAIT_SECONDS,
    window::{LinkUse, SyncReport, SyncState, Waiting, WaitingOn, WaitingWhat},
};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    error::AppError,
    sync::{SyncError, engine::Outbox, pace::Pace},
    vault::{
        attachments, carried_packs, decisions, record_files,
        records::{self, Stale},
        settings, sync_state,
    },
};

impl App {
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
                goes_on: None,
            };
            Ok((hub, open.key.clone(), outbox))
        })?;
        let mut report = SyncReport::default();
        match self.exchange(&hub, &key, &outbox, &mut None, &mut report, &stop).1 {
            Ok(()) | Err(AppError::Sync(SyncError::Stopped)) => {}
            Err(error) => return Err(error),
        }
        if report.received > 0 {
            self.follow(Stale::All).ok();
        }
        Ok(report.received > 0)
    }

    pub(super) fn stop_waiting(&self) {
        self.waiting_with().cancel();
    }

    fn waiting_with(&self) -> MutexGuard<'_, CancellationToken> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
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
                    on: WaitingOn::Record,
                    what: WaitingWhat::Changes,
                    since,
                })
                .collect();
            for decision in decisions::waiting(vault)? {
                let (title, on) = match (&decision.what, Fund::of(decision.record)) {
                    (_, Some(fund)) => (String::new(), WaitingOn::Fund(fund)),
                    (Decision::Office(_), None) => (open.office_name(&decision)?, WaitingOn::Office),
                    (_, None) => (open.stored(decision.record)?.row.title, WaitingOn::Record),
                };
                waiting.push(Waiting {
                    id: decision.record,
                    title,
                    on,
                    what: WaitingWhat::Decision(decision.what.name()),
                    since: decision.at,
                });
            }
            for id in carried_packs::records(vault)? {
                if let Some(stored) = records::find(vault, id)?.filter(|stored| !stored.waits) {
                    waiting.push(Waiting {
                        id,
                        title: stored.row.title,
                        on: WaitingOn::Record,
                        what: WaitingWhat::Changes,
                        since: stored.row.edited_at,
                    });
                }
            }
            for (id, title, since) in record_files::waiting(vault)? {
                waiting.push(Waiting {
                    id,
                    title,
                    on: WaitingOn::Record,
                    what: WaitingWhat::Files,
                    since,
                });
            }
            let wanted = record_files::wanted(vault)?;
            let room = attachments::room(vault)?;
            let mut files_without_room = 0;
            for file in wanted.iter().filter(|file| file.bytes > room) {
                files_without_room += usize::from(!attachments::has_room_for(vault, &file.hash, file.bytes)?);
            }
            Ok(SyncState {
                waiting,
                all_sent_at: settings::all_sent_at(vault)?,
                log: sync_state::attempts(vault)?,
                set_aside: sync_state::set_aside(vault)?,
                link: settings::link_use(vault)?,
                files_to_come: wanted.len(),
                files_without_room,
            })
        })
    }
}
