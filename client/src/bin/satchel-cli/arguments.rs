//! What can be typed.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use satchel_shared::{
    ids::{ItemId, RecommendationId, RecordId},
    path::Path,
    schema::Kind,
    window::Moment,
};

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
    Enrol { url: String, code: String },
    /// Make a record and print its id; from a .jsonl file, one record a line and an id a line
    New {
        kind: Kind,
        /// JSON content, by field names; `-` for standard input
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
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
    /// List the records, the last edited first
    List {
        #[arg(long, value_name = "K")]
        kind: Option<Kind>,
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
    /// Desk: confirm that the latest version of a request has been seen
    Acknowledge { id: RecordId },
    /// Exchange with the hub until nothing is left
    Sync {
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Within {
    Records,
    Recommendations,
}
