//! What can be typed.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use satchel_shared::{
    day::Day,
    ids::{ItemId, RecommendationId, RecordId},
    ledger::{EventName, Status},
    limits::SATCHEL_FILE_LEAST_MB,
    path::Path,
    recommendation::{Position, Source},
    schema::Kind,
    states::StateCode,
    window::{Moment, Narrowing, RecommendationFilter, Speaker},
};

use crate::{board::BoardArguments, consent::Consent, fund::FundCommand, office::Office};

/// Draft assistance requests offline, and sync them with headquarters.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// Folder of the vault
    #[arg(long, value_name = "DIR", env = "SATCHEL_VAULT")]
    pub(crate) vault: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: PassphraseFrom,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Never an argument itself: arguments are seen by every user of the machine.
#[derive(Debug, Clone, Args)]
pub(crate) struct PassphraseFrom {
    /// File whose first line is the passphrase; without it, the variable SATCHEL_PASSPHRASE is used
    #[arg(long, value_name = "F")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

/// A line of `batch`.
#[derive(Debug, Parser)]
#[command(name = "satchel-cli", no_binary_name = true)]
pub(crate) struct Line {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a vault
    Init,
    /// Show the vault, the office, and what waits
    Status {
        #[arg(long)]
        json: bool,
    },
    /// Serve the window to a browser on this machine
    Window {
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8651")]
        listen: SocketAddr,
    },
    /// Read commands from standard input, one a line, quoted as in a shell; stop at the first that fails
    Batch,
    #[command(flatten)]
    Vault(VaultCommand),
}

/// What needs an open vault.
#[derive(Debug, Subcommand)]
pub(crate) enum VaultCommand {
    /// Join an office with a one-time code
    #[command(override_usage = "satchel-cli --vault DIR enrol URL CODE\n       \
                                satchel-cli --vault DIR enrol --by-courier OUT.satchel CODE")]
    Enrol {
        /// The hub's address
        #[arg(required_unless_present = "by_courier", value_name = "URL")]
        url: Option<String>,
        /// The code; alone where a courier takes the request
        #[arg(value_name = "CODE")]
        code: Option<String>,
        /// Write the request into a file, to be unpacked at headquarters; the answer comes by file too
        #[arg(long, value_name = "OUT.satchel")]
        by_courier: Option<PathBuf>,
    },
    /// Make a record and print its id; from a .jsonl file, one record a line and an id a line
    New {
        kind: Kind,
        /// JSON content, by field names; `-` for standard input
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Make a record of the same content as another, and print its id
    Copy { id: RecordId },
    /// Set a field, such as title, context or budget[0].quantity; an empty value clears it
    Set {
        id: RecordId,
        path: Path,
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// Edit a text in place (positions in UTF-16 units)
    Splice {
        id: RecordId,
        path: Path,
        at: usize,
        delete: usize,
        #[arg(allow_hyphen_values = true)]
        text: String,
    },
    /// Take an item out of a list, such as budget[0]
    Remove { id: RecordId, path: Path },
    /// Tie a record to a recommendation
    Link {
        id: RecordId,
        recommendation: RecommendationId,
    },
    /// Show a record
    Show {
        id: RecordId,
        #[arg(long)]
        json: bool,
    },
    /// Show what there is to do, and what others decided since one last said `seen`
    Home {
        #[arg(long)]
        json: bool,
    },
    /// Say that what others decided has been looked at
    Seen,
    /// Print what a State, or the institution of an office, can say in the general debate, as far as the State consents
    Statement {
        /// An ISO 3166-1 alpha-3 code, or an office's id; without it, those that there are
        of: Option<Speaker>,
        #[arg(long)]
        json: bool,
    },
    /// List the records, the last edited first
    List {
        #[command(flatten)]
        narrowing: NarrowingArguments,
        #[arg(long)]
        json: bool,
    },
    /// Search records, or recommendations
    Search {
        #[arg(allow_hyphen_values = true)]
        text: String,
        #[arg(long = "in", value_name = "WHERE", default_value = "records")]
        within: Within,
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        #[command(flatten)]
        only: Only,
        #[arg(long)]
        json: bool,
    },
    /// Show what has something in common with a record: requests, activities, practices, observations
    Related {
        id: RecordId,
        #[arg(long)]
        json: bool,
    },
    /// Print the id of what the desk of this office thinks of a request; make it where there is none
    Assess {
        #[arg(value_name = "REQUEST")]
        id: RecordId,
    },
    /// Make an activity for a request, in its State, with its themes and recommendations; print its id
    Plan {
        #[arg(value_name = "REQUEST")]
        id: RecordId,
    },
    /// Show who does what in a State, what overlaps, and what nobody does
    Coordination {
        /// ISO 3166-1 alpha-3 code; without it, the first State that is known here
        #[arg(long, value_name = "ISO3")]
        state: Option<StateCode>,
        /// Without what ended before this day
        #[arg(long, value_name = "DAY")]
        from: Option<Day>,
        /// Without what begins after this day
        #[arg(long, value_name = "DAY")]
        to: Option<Day>,
        #[arg(long)]
        json: bool,
    },
    /// Show which recommendations that a State accepted have no request or activity yet
    Gaps {
        /// ISO 3166-1 alpha-3 code
        #[arg(long, value_name = "ISO3")]
        state: StateCode,
        /// The first session of the UPR Working Group that counts
        #[arg(long, value_name = "N")]
        from: Option<u16>,
        /// The last one
        #[arg(long, value_name = "N")]
        to: Option<u16>,
        #[arg(long)]
        json: bool,
    },
    /// Show the fields that have two values
    Conflicts {
        id: RecordId,
        #[arg(long)]
        json: bool,
    },
    /// Choose the value with number N (from 0) of a field that has two
    Resolve {
        id: RecordId,
        path: Path,
        #[arg(value_name = "N")]
        number: usize,
    },
    /// Show what was written into a record and when, the newest first, and its submitted versions
    History {
        id: RecordId,
        #[arg(long)]
        json: bool,
    },
    /// Show what differs between two moments of a record: `now`, `v1`, or the first digits of an entry of `history`
    Compare {
        id: RecordId,
        from: Moment,
        to: Moment,
        #[arg(long)]
        json: bool,
    },
    /// Write the content of an entry or a version into the record again
    Restore {
        id: RecordId,
        #[arg(value_name = "ENTRY")]
        to: Moment,
    },
    /// Say something about a record, or one of its fields, to colleagues of the office; prints the comment's id
    Comment {
        id: RecordId,
        #[arg(allow_hyphen_values = true)]
        text: String,
        #[arg(long, value_name = "PATH")]
        on: Option<Path>,
    },
    /// Answer a comment, named by its id
    Reply {
        id: RecordId,
        comment: ItemId,
        #[arg(allow_hyphen_values = true)]
        text: String,
    },
    /// Mark a comment as resolved, or open it again
    ResolveComment {
        id: RecordId,
        comment: ItemId,
        #[arg(long)]
        reopen: bool,
    },
    /// Attach files to a record; prints the hash and the name of each once it is kept
    Attach {
        id: RecordId,
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long, default_value = "", allow_hyphen_values = true)]
        caption: String,
        /// Not for eyes outside the office and its desk
        #[arg(long)]
        confidential: bool,
        /// Keep the place where a picture was taken; otherwise it is taken out
        #[arg(long)]
        keep_location: bool,
        /// Make pictures smaller whose longer side is over 2560 pixels
        #[arg(long)]
        smaller: bool,
    },
    /// Show the files of a record
    Attachments {
        id: RecordId,
        #[arg(long)]
        json: bool,
    },
    /// Write a file of a record, named by its hash or name, to the disk
    SaveAttachment {
        id: RecordId,
        #[arg(value_name = "HASH|NAME")]
        named: String,
        out: PathBuf,
        /// Take the place of a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Freeze a record's content as its next version, for headquarters
    Submit { id: RecordId },
    /// Decide on a record: acknowledged, clarification_asked, accepted and so on, as docs/rules.md has them
    Event {
        id: RecordId,
        #[arg(value_name = "TYPE")]
        name: EventName,
        /// What the decision says, as JSON: {"reason": "…"}, {"text": "…", "field": "budget"}; `-` for standard input
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// What the State consents to, and what the public sees by it
    #[command(subcommand)]
    Consent(Consent),
    /// The funds' books
    #[command(subcommand)]
    Fund(FundCommand),
    /// Offices: who is there, and who may join
    #[command(subcommand)]
    Office(Office),
    /// Show the offices that can be asked to assist: id, States and name
    Partners {
        #[arg(long)]
        json: bool,
    },
    /// Show the desk's board: the requests that go on, by status, those that have waited longest first
    Board(BoardArguments),
    /// Show the offices that can be invited to a discussion: id, States and name
    Guests {
        #[arg(long)]
        json: bool,
    },
    /// Show the members of headquarters' desk: id and name
    Desk {
        #[arg(long)]
        json: bool,
    },
    /// Show what was decided, in the order that counts: on a record, or all that is known here
    Ledger {
        id: Option<RecordId>,
        #[arg(long)]
        json: bool,
    },
    /// Show the other devices of the office: id, role and name
    Devices {
        #[arg(long)]
        json: bool,
    },
    /// Pack what waits into a file, for headquarters or for a colleague's device
    Pack {
        #[arg(value_name = "OUT.satchel")]
        out: PathBuf,
        /// hub, or the id or the name of a colleague's device
        #[arg(long = "for", value_name = "hub|DEVICE", default_value = "hub")]
        receiver: String,
        /// Write no file of more than N megabytes: OUT.satchel, OUT.2.satchel and so on
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(SATCHEL_FILE_LEAST_MB..1 << 20))]
        max_mb: Option<u64>,
        #[arg(long)]
        json: bool,
    },
    /// Take what a colleague or headquarters packed for this device
    Unpack {
        #[arg(required = true, value_name = "IN.satchel")]
        files: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Exchange with the hub until nothing is left
    Sync {
        /// With attached files, also over a link that is paid by the byte
        #[arg(long)]
        files: bool,
        #[arg(long)]
        json: bool,
    },
    /// Show what could not be sent or taken in, by number
    Problems {
        #[arg(long)]
        json: bool,
    },
    /// Try again what could not be sent or taken in; what headquarters refused goes with the next sync
    Retry,
    /// Write what is set aside under a number to a file, for whoever can help; it holds what people wrote
    ExportProblem {
        #[arg(value_name = "N")]
        number: i64,
        out: PathBuf,
    },
    /// Wait for news from headquarters, for less than a minute; print `news` or `nothing`
    Wait,
    /// Say whether the link is paid by the byte: attached files then go with `sync --files` only
    Metered {
        #[arg(value_name = "true|false", action = clap::ArgAction::Set)]
        metered: bool,
    },
}

/// Which of the records.
#[derive(Debug, Clone, Args)]
pub(crate) struct NarrowingArguments {
    /// Of this kind: request, practice, activity, discussion, observation or assessment
    #[arg(long, value_name = "K")]
    kind: Option<Kind>,
    /// Of this State, by its code, such as IDN
    #[arg(long, value_name = "CODE")]
    state: Option<StateCode>,
    /// With this status, such as submitted or in_delivery
    #[arg(long, value_name = "S")]
    status: Option<Status>,
    /// With this theme: its code, such as torture; of a recommendation, in the words of its source
    #[arg(long, value_name = "CODE")]
    theme: Option<String>,
    /// About this year
    #[arg(long, value_name = "Y")]
    year: Option<u16>,
}

/// What is searched: some of these narrow records, some recommendations, and some both.
#[derive(Debug, Clone, Args)]
pub(crate) struct Only {
    #[command(flatten)]
    records: NarrowingArguments,
    /// Recommendations of a session of the UPR Working Group
    #[arg(long, value_name = "N")]
    session: Option<u16>,
    /// Recommendations of a cycle of the UPR
    #[arg(long, value_name = "N")]
    cycle: Option<u8>,
    /// Recommendations that the State supported, or noted
    #[arg(long, value_name = "P")]
    position: Option<Position>,
    /// Recommendations from: upr, pledge, treaty_body, special_procedure or other
    #[arg(long, value_name = "S")]
    source: Option<Source>,
}

impl Only {
    /// The filter of records; none where it asks for what only recommendations have.
    pub(crate) fn records(self) -> Option<Narrowing> {
        let asks_more =
            self.session.is_some() || self.cycle.is_some() || self.position.is_some() || self.source.is_some();
        (!asks_more).then(|| self.records.into())
    }

    /// The filter of recommendations, whose themes are in the words of their source; none where it asks for what only
    /// records have.
    pub(crate) fn recommendations(self) -> Option<RecommendationFilter> {
        let NarrowingArguments {
            kind,
            state,
            status,
            theme,
            year,
        } = self.records;
        let asks_more = kind.is_some() || status.is_some() || year.is_some();
        (!asks_more).then_some(RecommendationFilter {
            state,
            source: self.source,
            session: self.session,
            cycle: self.cycle,
            position: self.position,
            theme,
        })
    }
}

impl From<NarrowingArguments> for Narrowing {
    fn from(asked: NarrowingArguments) -> Self {
        Self {
            kind: asked.kind,
            state: asked.state.map(|state| state.to_string()),
            status: asked.status,
            theme: asked.theme,
            year: asked.year,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Within {
    Records,
    Recommendations,
}
