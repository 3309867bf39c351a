//! What each command does: one call of the app, and its answer printed.

use std::{
    fs,
    io::{self, BufRead, Read, Write},
    path::{Path as FilePath, PathBuf},
    sync::Arc,
};

use clap::Parser;
use satchel_client::{App, AppError, Environment, app::typed, vault::Passphrase, window::loopback::Loopback};
use satchel_shared::{
    Problem,
    edit::Edit,
    ids::RecordId,
    ledger::{Decision, EventName, Refusal},
    satchel::in_order,
    schema::Kind,
    window::{
        FinishAttachment, GetCoordination, GetGaps, GetStatement, LinkUse, ListRecords, Pictures, SatchelFor,
        SearchRecommendations, Stage, Upload,
    },
};
use serde_json::{Map, Value, json};

use crate::{
    Failure,
    arguments::{Command, Line, Only, PassphraseFrom, VaultCommand, Within},
    board, consent, fund, office, print,
};

/// The variable that holds a passphrase for scripts.
const PASSPHRASE: &str = "SATCHEL_PASSPHRASE";

/// The app over one vault, unlocked when a command first needs it.
pub(crate) struct Session {
    app: Arc<App>,
    passphrase: PassphraseFrom,
}

/// Reads commands from standard input and runs them with one unlocking.
pub(crate) fn batch(vault: PathBuf, passphrase: &PassphraseFrom) -> Result<(), Failure> {
    let session = Session::new(vault, passphrase);
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let done = line.map_err(Failure::other).and_then(|line| session.run_line(&line));
        done.map_err(|failure| failure.at_line(number + 1))?;
    }
    Ok(())
}

impl Session {
    pub(crate) fn new(vault: PathBuf, passphrase: &PassphraseFrom) -> Self {
        Self {
            app: Arc::new(App::new(vault)),
            passphrase: passphrase.clone(),
        }
    }

    fn run_line(&self, line: &str) -> Result<(), Failure> {
        if line.trim_start().starts_with('#') {
            return Ok(());
        }
        let words = shell_words::split(line).map_err(Failure::wrong_use)?;
        if words.is_empty() {
            return Ok(());
        }
        match Line::try_parse_from(words) {
            Ok(Line { command }) => self.run(command),
            Err(error) if !error.use_stderr() => print::line(error.to_string().trim_end()),
            Err(error) => Err(Failure::wrong_use(error.to_string().trim_end())),
        }
    }

    pub(crate) fn run(&self, command: Command) -> Result<(), Failure> {
        match command {
            Command::Init => Ok(self.app.create_vault(&self.passphrase()?)?),
            Command::Window { listen } => self.window(listen),
            Command::Batch => Err(Failure::wrong_use("batch cannot run inside batch")),
            Command::Status { json } => {
                // Says what there is without a passphrase, and the rest where there is one.
                if self.app.session()?.stage == Stage::Locked && self.has_passphrase() {
                    self.unlock()?;
                }
                print::status(&self.app, json)
            }
            Command::Vault(command) => {
                self.unlock()?;
                self.run_unlocked(command)
            }
        }
    }

    fn run_unlocked(&self, command: VaultCommand) -> Result<(), Failure> {
        let app = &self.app;
        match command {
            VaultCommand::Enrol { url, code, by_courier } => self.enrol(url, code, by_courier),
            VaultCommand::Devices { json } => print::devices(&app.colleagues()?, json),
            VaultCommand::Pack {
                out,
                receiver,
                max_mb,
                json,
            } => {
                let receiver = match receiver.as_str() {
                    "hub" => SatchelFor::Hub,
                    _ => SatchelFor::Colleague(receiver),
                };
                let most = max_mb.map(|megabytes| megabytes << 20);
                print::packed(&app.pack(&out, &receiver, most)?, json)
            }
            VaultCommand::Unpack { files, json } => self.unpack(&files, json),
            VaultCommand::New { kind, from } => self.new_records(kind, from.as_deref()),
            VaultCommand::Copy { id } => print::line(&app.copy(id)?.row.id.to_string()),
            VaultCommand::Set { id, path, value } => {
                let value = typed(&value);
                let names = path.names();
                app.edit(id, &[Edit::Set { path, value }])?;
                print::amiss(&app.view(id)?, &names);
                Ok(())
            }
            VaultCommand::Splice {
                id,
                path,
                at,
                delete,
                text,
            } => Ok(app.edit(
                id,
                &[Edit::Splice {
                    path,
                    at,
                    delete,
                    insert: text,
                }],
            )?),
            VaultCommand::Remove { id, path } => Ok(app.edit(id, &[Edit::Remove { path }])?),
            VaultCommand::Link { id, recommendation } => Ok(app.link(id, recommendation)?),
            VaultCommand::Show { id, json } => print::record(&app.view(id)?, json),
            VaultCommand::Home { json } => print::home(&app.home()?, json),
            VaultCommand::Statement { of, json } => print::statement(&app.statement(&GetStatement { of })?, of, json),
            VaultCommand::Seen => Ok(app.mark_seen(app.home()?.up_to)?),
            VaultCommand::List { narrowing, json } => print::list(
                &app.list(&ListRecords {
                    narrowing: narrowing.into(),
                    text: String::new(),
                })?,
                json,
            ),
            VaultCommand::Search {
                text,
                within,
                limit,
                only,
                json,
            } => self.search(text, within, limit, only, json),
            VaultCommand::Related { id, json } => print::related(&app.related(id)?, json),
            VaultCommand::Assess { id } => print::line(&app.assessment(id)?.row.id.to_string()),
            VaultCommand::Plan { id } => print::line(&app.plan_activity(id)?.row.id.to_string()),
            VaultCommand::Coordination { state, from, to, json } => {
                print::coordination(&app.coordination(&GetCoordination { state, from, to })?, json)
            }
            VaultCommand::Gaps { state, from, to, json } => print::gaps(&app.gaps(&GetGaps { state, from, to })?, json),
            VaultCommand::Conflicts { id, json } => print::conflicts(&app.view(id)?.conflicts_in, json),
            VaultCommand::Resolve { id, path, number } => Ok(app.resolve(id, &path, number)?),
            VaultCommand::History { id, json } => print::history(&app.history(id)?, json),
            VaultCommand::Compare { id, from, to, json } => print::comparison(&app.compare(id, &from, &to)?, json),
            VaultCommand::Restore { id, to } => print::standing(&app.restore(id, &to)?),
            VaultCommand::Comment { id, text, on } => print::line(&app.comment(id, on.as_ref(), &text)?.to_string()),
            VaultCommand::Reply { id, comment, text } => print::line(&app.reply(id, comment, &text)?.to_string()),
            VaultCommand::ResolveComment { id, comment, reopen } => Ok(app.resolve_comment(id, comment, !reopen)?),
            VaultCommand::Attach {
                id,
                files,
                caption,
                confidential,
                keep_location,
                smaller,
            } => {
                let how = FinishAttachment {
                    upload: Upload::default(),
                    caption,
                    confidential,
                    pictures: Some(Pictures {
                        smaller,
                        without_location: !keep_location,
                    }),
                };
                files
                    .iter()
                    .try_for_each(|file| print::attached(&app.attach(id, file, &how)?, file))
            }
            VaultCommand::Attachments { id, json } => print::attachments(&app.attachments(id)?, json),
            VaultCommand::SaveAttachment { id, named, out, force } => Ok(app.save_attachment(id, &named, &out, force)?),
            VaultCommand::Submit { id } => print::standing(&app.submit(id)?),
            VaultCommand::Event { id, name, from } => self.event(id, name, from.as_deref()),
            VaultCommand::Consent(command) => consent::run(app, command),
            VaultCommand::Fund(command) => fund::run(app, command),
            VaultCommand::Office(command) => office::run(app, command),
            VaultCommand::Partners { json } => print::partners(&app.partners()?, json),
            VaultCommand::Board(asked) => board::run(app, asked),
            VaultCommand::Guests { json } => print::partners(&app.guests()?, json),
            VaultCommand::Desk { json } => print::desk(&app.desk()?, json),
            VaultCommand::Ledger { id: Some(id), json } => print::ledger(&app.ledger(id)?, json),
            VaultCommand::Ledger { id: None, json } => print::whole_ledger(&app.whole_ledger()?, json),
            VaultCommand::Problems { json } => print::problems(&app.problems()?, json),
            VaultCommand::Retry => print::problems(&app.retry()?, false),
            VaultCommand::ExportProblem { number, out } => Ok(app.export_problem(number, &out)?),
            VaultCommand::Metered { metered } => Ok(app.set_link_use(LinkUse {
                metered,
                ..app.link_use()?
            })?),
            VaultCommand::Wait => {
                let news = app.wait_for_news()?;
                print::line(if news { "news" } else { "nothing" })
            }
            VaultCommand::Sync { files, json } => {
                let report = if files { app.sync_with_files()? } else { app.sync()? };
                print::sync(&report, json)?;
                if report.refused > 0 {
                    return Err(Failure::other(print::refusals(app)?));
                }
                Ok(())
            }
        }
    }

    fn enrol(&self, url: Option<String>, code: Option<String>, by_courier: Option<PathBuf>) -> Result<(), Failure> {
        match (by_courier, url, code) {
            (None, Some(url), Some(code)) => print::line(&self.app.enrol(&url, &code)?.office_name),
            // What stands alone is the code.
            (Some(out), Some(code), None) => Ok(self.app.enrol_by_courier(&out, &code)?),
            (None | Some(_), _, _) => Err(Failure::wrong_use(
                "enrol URL CODE, or enrol --by-courier OUT.satchel CODE",
            )),
        }
    }

    /// Each file by itself: what is good in one does not wait for another.
    fn unpack(&self, files: &[PathBuf], json: bool) -> Result<(), Failure> {
        let (mut unpacked, mut unread) = (Vec::with_capacity(files.len()), Vec::new());
        for file in in_order(files) {
            match self.app.unpack(file) {
                Ok(it) => unpacked.push(it),
                Err(error) => unread.push(Failure::from(error).to_string()),
            }
        }
        print::unpacked(&unpacked, json)?;
        if !unread.is_empty() {
            return Err(Failure::other(unread.join("\n")));
        }
        if unpacked.iter().any(|it| it.damaged > 0) {
            return Err(Problem::new("satchel-damaged").into());
        }
        if unpacked.iter().any(|it| it.refused > 0) {
            return Err(Failure::other(print::refusals(&self.app)?));
        }
        Ok(())
    }

    fn search(&self, text: String, within: Within, limit: usize, only: Only, json: bool) -> Result<(), Failure> {
        match within {
            Within::Records => {
                let narrowing = only.records().ok_or_else(|| {
                    Failure::wrong_use("--session, --cycle, --position and --source are for --in recommendations")
                })?;
                let mut found = self.app.list(&ListRecords { narrowing, text })?;
                found.truncate(limit);
                print::list(&found, json)
            }
            Within::Recommendations => {
                let filter = only
                    .recommendations()
                    .ok_or_else(|| Failure::wrong_use("--kind, --status and --year are for --in records"))?;
                let wanted = SearchRecommendations {
                    text,
                    from: 0,
                    limit,
                    filter,
                };
                print::recommendations(&self.app.search_recommendations(&wanted)?, json)
            }
        }
    }

    fn new_records(&self, kind: Kind, from: Option<&FilePath>) -> Result<(), Failure> {
        let contents = match from {
            None => return print::line(&self.app.create(kind)?.row.id.to_string()),
            Some(file) => read_contents(file)?,
        };
        let ids = self.app.create_from(kind, &contents)?;
        print::lines(ids.iter().map(ToString::to_string))
    }

    fn event(&self, id: RecordId, name: EventName, from: Option<&FilePath>) -> Result<(), Failure> {
        let app = &self.app;
        let sends = if name == EventName::Submitted {
            Some(App::submit as fn(&App, RecordId) -> _)
        } else if name == EventName::Shared {
            Some(App::share as fn(&App, RecordId) -> _)
        } else if name == EventName::ThemeProposed {
            Some(App::propose as fn(&App, RecordId) -> _)
        } else {
            None
        };
        let decided = match sends {
            Some(_) if says(from)? => {
                let reason = "it sends what is written, and says nothing beside; nothing was decided";
                return Err(Failure::wrong_use(format!("{name}: {reason}")));
            }
            Some(send) => send(app, id),
            None => app.decide(id, self.decision(id, name, from)?),
        };
        match decided {
            Ok(view) => print::standing(&view),
            Err(error) => Err(self.with_what_is_possible(id, error)),
        }
    }

    /// A failure that also tells what may be decided where a record's status leaves no room.
    fn with_what_is_possible(&self, id: RecordId, error: AppError) -> Failure {
        let is_by_status = error.code() == Refusal::NotInThisStatus.code();
        let failure = Failure::from(error);
        match self.app.ledger(id) {
            Ok(ledger) if is_by_status => failure.with_line(&possible(&ledger.allowed)),
            Ok(_) | Err(_) => failure,
        }
    }

    /// A decision of this name that says what is in the file; about the latest version and the one open question, and by this
    /// device's office, where that names none.
    fn decision(&self, id: RecordId, name: EventName, from: Option<&FilePath>) -> Result<Decision, Failure> {
        let read = from.map(read_contents).transpose()?;
        let read = read.and_then(|all| all.into_iter().next()).unwrap_or_default();
        let mut says = read.clone();
        let ledger = self.app.ledger(id)?;
        if let Some(latest) = ledger.latest {
            says.entry("version").or_insert_with(|| json!(latest));
        }
        if let Some(office) = ledger.office {
            says.entry("by").or_insert_with(|| json!(office));
        }
        if let [only] = ledger.open_questions[..] {
            says.entry("question").or_insert_with(|| json!(only));
        }
        let wrong = |reason: String| Failure::wrong_use(format!("{name}: {reason}"));
        let decision: Decision =
            serde_json::from_value(json!({ name.as_str(): says })).map_err(|error| wrong(error.to_string()))?;
        // Nothing that somebody wrote is passed over.
        let kept = serde_json::to_value(&decision).map_err(Failure::other)?;
        let is_kept = |name_of: &str| kept[name.as_str()].get(name_of).is_some();
        let is_empty = |value: &Value| value.is_null() || *value == json!("");
        let left = read.iter().filter(|(name, value)| !is_kept(name) && !is_empty(value));
        let left: Vec<&str> = left.map(|(name, _)| name.as_str()).collect();
        if left.is_empty() {
            return Ok(decision);
        }
        let known: Vec<&str> = kept[name.as_str()]
            .as_object()
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
            .collect();
        Err(wrong(format!(
            "nothing is known of {}, only of {}; nothing was decided",
            left.join(", "),
            known.join(", ")
        )))
    }

    fn window(&self, listen: std::net::SocketAddr) -> Result<(), Failure> {
        if self.has_passphrase() && self.app.session()?.stage == Stage::Locked {
            self.unlock()?;
        }
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::other)?;
        runtime.block_on(async {
            let window = Loopback::bind(Arc::clone(&self.app), listen, &Environment::system())
                .await
                .map_err(Failure::other)?;
            print::line(&window.address)?;
            io::stdout().flush().map_err(Failure::other)?;
            window.serve(ended()).await.map_err(Failure::other)
        })
    }

    fn unlock(&self) -> Result<(), Failure> {
        match self.app.session()?.stage {
            Stage::Open | Stage::Revoked => Ok(()),
            Stage::New => Ok(self.app.unlock(&Passphrase::new(String::new()))?),
            Stage::Locked => Ok(self.app.unlock(&self.passphrase()?)?),
        }
    }

    fn has_passphrase(&self) -> bool {
        self.passphrase.passphrase_file.is_some() || std::env::var_os(PASSPHRASE).is_some()
    }

    fn passphrase(&self) -> Result<Passphrase, Failure> {
        let text = match &self.passphrase.passphrase_file {
            Some(file) => {
                let text =
                    fs::read_to_string(file).map_err(|error| Failure::other(format!("{}: {error}", file.display())))?;
                text.lines().next().unwrap_or_default().to_owned()
            }
            None => std::env::var(PASSPHRASE).map_err(|_| {
                Failure::other("No passphrase. Nothing was opened. Give --passphrase-file, or set SATCHEL_PASSPHRASE.")
            })?,
        };
        Ok(Passphrase::new(text))
    }
}

/// Whether a file says anything.
fn says(from: Option<&FilePath>) -> Result<bool, Failure> {
    let read = from.map(read_contents).transpose()?.unwrap_or_default();
    Ok(read.iter().any(|content| !content.is_empty()))
}

fn possible(allowed: &[EventName]) -> String {
    if allowed.is_empty() {
        return "There is nothing that you may decide on it now.".to_owned();
    }
    let names: Vec<&str> = allowed.iter().map(|name| name.as_str()).collect();
    format!("You may decide now: {}.", names.join(", "))
}

/// One JSON object; or, from a `.jsonl` file, one a line.
fn read_contents(file: &FilePath) -> Result<Vec<Map<String, Value>>, Failure> {
    let wrong = |reason: String| Failure::other(format!("{}: {reason}", file.display()));
    let mut text = String::new();
    if file.as_os_str() == "-" {
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| wrong(error.to_string()))?;
    } else {
        text = fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    }
    if file.extension().is_some_and(|ending| ending == "jsonl") {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let read = |(number, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|error| wrong(format!("line {}: {error}", number + 1)))
        };
        lines.map(read).collect()
    } else {
        Ok(vec![
            serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?,
        ])
    }
}

/// Ctrl+C, or the end that a service manager asks for.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Where no signal can be had, it is served until the process is ended.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
