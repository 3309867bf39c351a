//! Attached files on their way, once all text has gone and come: stretch by stretch, each kept as it comes, so that a connection
//! that is cut costs little more than what was on it. Between two stretches, text that waits goes first.

use std::{
    collections::{BTreeSet, VecDeque},
    ops::ControlFlow,
};

use satchel_shared::{
    Problem,
    limits::{ATTACHMENT_BYTES, ATTACHMENT_PIECE_BYTES, ATTACHMENT_STRETCH_BYTES},
};

use super::Run;
use crate::{
    app::{App, open::Open},
    error::AppError,
    sync::{Call, Came, Carried, SyncError, What, engine, pace::Pace},
    vault::{
        VaultError,
        attachments::{self, ComingFile, Hash},
        record_files::{self, NamedFile},
        records,
    },
};

/// Up to this size a file is sent without asking first how far it has come.
const SENT_UNASKED_BYTES: u64 = 64 << 10;

/// Why no more files are moved for now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Moved {
    /// All that can be moved were.
    All,
    /// The hub knows the device by a token that was not asked for yet, or is no longer good.
    NeedsToken,
    /// Text waits, and goes first.
    TextWaits,
}

/// A file on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moving {
    Up {
        file: NamedFile,
        /// How far the hub has it, where that is known.
        at: Option<u64>,
    },
    Down(NamedFile),
}

impl Moving {
    fn hash(&self) -> Hash {
        match self {
            Self::Up { file, .. } | Self::Down(file) => file.hash,
        }
    }

    /// The same after a request that failed: how much of it came is asked.
    fn again(self) -> Self {
        match self {
            Self::Up { file, .. } => Self::Up { file, at: None },
            Self::Down(file) => Self::Down(file),
        }
    }
}

/// What came of one request.
enum Step {
    On(Moving),
    Done,
    /// Nothing of it was carried.
    Stalled,
    /// Not now: others go on.
    Left,
    NeedsToken,
}

/// Where a request ended well, it goes on; a link that carries nothing is tried as one that is cut.
fn step(moving: Moving, progress: bool) -> Step {
    if progress { Step::On(moving) } else { Step::Stalled }
}

/// Files that this sync does not try again.
pub(super) type LeftOut = BTreeSet<Hash>;

impl App {
    /// Moves files to the hub and from it.
    pub(super) fn move_files(&self, run: &mut Run<'_>, left_out: &mut LeftOut) -> Result<Moved, AppError> {
        let mut pace = Pace::default();
        let mut queue = self.with_open(|open| open.files_to_move(left_out))?;
        while let Some(file) = queue.pop_front() {
            if run.token.is_none() {
                return Ok(Moved::NeedsToken);
            }
            match self.step(run, file) {
                Ok((step, progress)) => {
                    if progress {
                        pace.carried();
                        run.asked = false;
                    }
                    match step {
                        Step::On(file) => queue.push_front(file),
                        Step::Done => {}
                        Step::Stalled => {
                            let Some(pause) = pace.cut(0, None, self.chance()?) else {
                                left_out.insert(file.hash());
                                continue;
                            };
                            self.transport.pause(pause, run.stop);
                            queue.push_front(file.again());
                        }
                        Step::Left => {
                            left_out.insert(file.hash());
                        }
                        Step::NeedsToken => {
                            run.token = None;
                            return Ok(Moved::NeedsToken);
                        }
                    }
                }
                Err(AppError::Sync(error @ (SyncError::Cut { .. } | SyncError::Unreachable { .. }))) => {
                    let Some(pause) = pace.cut(0, None, self.chance()?) else {
                        return Err(error.into());
                    };
                    self.transport.pause(pause, run.stop);
                    queue.push_front(file.again());
                    if run.stop.is_cancelled() {
                        return Err(SyncError::Stopped.into());
                    }
                }
                Err(error) => return Err(error),
            }
            if self.with_open(|open| open.has_text_since(run.text_until))? {
                return Ok(Moved::TextWaits);
            }
        }
        Ok(Moved::All)
    }

    /// One request about a file. Tells too whether anything of it was carried.
    fn step(&self, run: &mut Run<'_>, moving: Moving) -> Result<(Step, bool), AppError> {
        match moving {
            Moving::Up { file, at: None } => self.ask(run, file),
            Moving::Up { file, at: Some(at) } => self.send(run, file, at),
            Moving::Down(file) => self.fetch(run, file),
        }
    }

    fn ask(&self, run: &mut Run<'_>, file: NamedFile) -> Result<(Step, bool), AppError> {
        let carried = self.carry(run, &file, What::Came, Vec::new())?;
        match self.answer(&file, carried)? {
            Answer::Came(came) if came.is_whole => Ok((self.sent(run, &file)?, true)),
            Answer::Came(came) => Ok((
                Step::On(Moving::Up {
                    file,
                    at: Some(came.bytes),
                }),
                false,
            )),
            Answer::Step(step) => Ok((step, false)),
        }
    }

    fn send(&self, run: &mut Run<'_>, file: NamedFile, at: u64) -> Result<(Step, bool), AppError> {
        let body = self.with_open(|open| {
            Ok(attachments::stretch(
                open.vault.read(),
                &file.hash,
                at,
                ATTACHMENT_STRETCH_BYTES,
            )?)
        })?;
        let length = file.bytes;
        let carried = self.carry(run, &file, What::Bytes { at, length }, body)?;
        match self.answer(&file, carried)? {
            Answer::Came(came) if came.is_whole => Ok((self.sent(run, &file)?, true)),
            Answer::Came(came) => {
                let moving = Moving::Up {
                    file,
                    at: Some(came.bytes),
                };
                Ok((step(moving, came.bytes > at), came.bytes > at))
            }
            Answer::Step(step) => Ok((step, false)),
        }
    }

    fn sent(&self, run: &mut Run<'_>, file: &NamedFile) -> Result<Step, AppError> {
        run.report.files_sent += 1;
        self.with_open(|open| {
            open.vault.write(|transaction| -> Result<(), VaultError> {
                attachments::hub_has(transaction, &file.hash)?;
                for record in record_files::naming(transaction, &file.hash)? {
                    records::take_back(transaction, record)?;
                }
                Ok(())
            })?;
            Ok(Step::Done)
        })
    }

    /// Fetches a stretch of a file. What came of it is kept also where it was cut.
    fn fetch(&self, run: &mut Run<'_>, file: NamedFile) -> Result<(Step, bool), AppError> {
        let coming = self.with_open(|open| {
            if !attachments::has_room_for(open.vault.read(), &file.hash, file.bytes)? {
                return Ok(None);
            }
            let coming = open
                .vault
                .write(|transaction| attachments::coming(transaction, &file.hash, file.bytes))?;
            Ok(Some(coming))
        })?;
        let Some(mut coming) = coming else {
            // Told with the state of the sync, as where a courier brings it.
            return Ok((Step::Left, false));
        };
        let begun = coming.came;
        if coming.came < coming.bytes {
            let (result, refused) = self.fetch_from(run, &file, &mut coming);
            if let Some(step) = refused {
                return Ok((step, false));
            }
            match result {
                Err(AppError::Sync(SyncError::Cut { .. })) if coming.came > begun => {
                    return Ok((Step::On(Moving::Down(file)), true));
                }
                result => result?,
            }
        }
        if coming.came < coming.bytes {
            let progress = coming.came > begun;
            return Ok((step(Moving::Down(file), progress), progress));
        }
        let is_whole = self.with_open(|open| {
            Ok(open
                .vault
                .write(|transaction| attachments::finish(transaction, &coming, &file.hash, true))?)
        })?;
        if is_whole {
            run.report.files_received += 1;
            return Ok((Step::Done, true));
        }
        tracing::warn!("a file came that is not the one that its hash names");
        Ok((Step::Left, false))
    }

    fn fetch_from(
        &self,
        run: &mut Run<'_>,
        file: &NamedFile,
        coming: &mut ComingFile,
    ) -> (Result<(), AppError>, Option<Step>) {
        let (mut waiting, mut other) = (Vec::new(), Vec::new());
        let (mut at, mut broken) = (coming.came, None);
        let what = What::Stretch {
            from: coming.came,
            most: ATTACHMENT_STRETCH_BYTES,
        };
        let mut keep = |waiting: &mut Vec<u8>| {
            let kept = self.with_open(|open| {
                Ok(open
                    .vault
                    .write(|transaction| attachments::put(transaction, coming, at, waiting))?)
            });
            at += waiting.len() as u64;
            waiting.clear();
            match kept {
                Ok(now) => {
                    *coming = now;
                    ControlFlow::Continue(())
                }
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            }
        };
        let carried = run.carry(self, file, what, Vec::new(), &mut |status, bytes| {
            if status != 206 {
                other.extend_from_slice(bytes);
                return ControlFlow::Continue(());
            }
            waiting.extend_from_slice(bytes);
            if waiting.len() < ATTACHMENT_PIECE_BYTES {
                return ControlFlow::Continue(());
            }
            keep(&mut waiting)
        });
        if !waiting.is_empty() {
            let _ = keep(&mut waiting);
        }
        if let Some(error) = broken {
            return (Err(error), None);
        }
        match carried {
            Err(error) => (Err(error.into()), None),
            Ok(Carried { cut: Some(cut), .. }) => (Err(cut.into()), None),
            // Its hash says which file it is, and the hub how long that is, whatever the record says.
            Ok(Carried {
                status: 206 | 416,
                length: Some(length),
                ..
            }) if length != coming.bytes && length <= ATTACHMENT_BYTES => {
                let bytes = length;
                (Ok(()), Some(Step::On(Moving::Down(NamedFile { bytes, ..*file }))))
            }
            Ok(Carried { status: 206, .. }) => (Ok(()), None),
            Ok(Carried { status: 416, .. }) => (Ok(()), Some(Step::Left)),
            Ok(carried) => match self.refused(file, carried.status, &other) {
                Ok(step) => (Ok(()), Some(step)),
                Err(error) => (Err(error), None),
            },
        }
    }

    fn carry(
        &self,
        run: &mut Run<'_>,
        file: &NamedFile,
        what: What,
        body: Vec<u8>,
    ) -> Result<(Carried, Vec<u8>), AppError> {
        let mut reply = Vec::new();
        let carried = run.carry(self, file, what, body, &mut |_, bytes| {
            reply.extend_from_slice(bytes);
            ControlFlow::Continue(())
        })?;
        match carried.cut {
            Some(cut) => Err(cut.into()),
            None => Ok((carried, reply)),
        }
    }

    fn answer(&self, file: &NamedFile, (carried, reply): (Carried, Vec<u8>)) -> Result<Answer, AppError> {
        match (carried.status, carried.came) {
            (200 | 204 | 409, Some(came)) => Ok(Answer::Came(came)),
            (status, _) => Ok(Answer::Step(self.refused(file, status, &reply)?)),
        }
    }

    /// What follows from a refusal: of this file alone, or of all.
    fn refused(&self, file: &NamedFile, status: u16, reply: &[u8]) -> Result<Step, AppError> {
        // To a HEAD, only the status is said.
        if status == 401 {
            return Ok(Step::NeedsToken);
        }
        let error = engine::refusal(status, reply);
        match &error {
            SyncError::Refused { code, detail, .. } if status < 500 || status == 507 => {
                if code == "attachment-unknown" {
                    // Whoever has it has not sent it yet.
                    return Ok(Step::Left);
                }
                let problem = Problem::new(code).with("detail", detail);
                self.with_open(|open| open.set_file_aside(&file.hash, &problem))?;
                Ok(Step::Left)
            }
            SyncError::Refused { .. }
            | SyncError::NotAHub { .. }
            | SyncError::Unreachable { .. }
            | SyncError::Cut { .. }
            | SyncError::Stopped
            | SyncError::WrongHub
            | SyncError::BadReply(_) => Err(error.into()),
        }
    }
}

enum Answer {
    Came(Came),
    Step(Step),
}

impl Run<'_> {
    fn carry(
        &mut self,
        app: &App,
        file: &NamedFile,
        what: What,
        body: Vec<u8>,
        take: &mut crate::sync::Taker<'_>,
    ) -> Result<Carried, SyncError> {
        let call = Call {
            url: format!(
                "{}/v1/attachments/{}",
                self.hub,
                blake3::Hash::from_bytes(file.hash).to_hex()
            ),
            what,
            token: self.token.clone(),
            body,
        };
        let carried = app.transport.carry(call, self.stop, take)?;
        self.report.requests += 1;
        self.report.bytes_up += carried.bytes_up;
        self.report.bytes_down += carried.bytes_down;
        Ok(carried)
    }
}

impl Open {
    /// Whether a record waits that did not wait when this sync had sent all text.
    fn has_text_since(&self, until: i64) -> Result<bool, AppError> {
        let waiting = records::waiting(self.vault.read())?;
        Ok(waiting.iter().any(|(_, _, since)| *since > until))
    }

    /// The files to move: what is here first, as somebody waits for it and this device may be lost; of each the smallest.
    fn files_to_move(&self, left_out: &LeftOut) -> Result<VecDeque<Moving>, AppError> {
        let vault = self.vault.read();
        let up = record_files::unsent(vault)?.into_iter().map(|file| Moving::Up {
            file,
            at: (file.bytes <= SENT_UNASKED_BYTES).then_some(0),
        });
        let down = record_files::wanted(vault)?.into_iter().map(Moving::Down);
        let all = up.chain(down).filter(|moving| !left_out.contains(&moving.hash()));
        Ok(all.collect())
    }

    /// Shows at the records that name a file why it does not get to the hub.
    fn set_file_aside(&mut self, hash: &Hash, problem: &Problem) -> Result<(), AppError> {
        let now = self.environment.now_ms();
        let problem = super::receive::json(problem);
        self.vault.write(|transaction| {
            for record in record_files::naming(transaction, hash)? {
                records::set_aside(transaction, record, &problem, &[], now)?;
            }
            Ok(())
        })
    }
}
