//! What can be said on the command line.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use satchel_hub::{attachments::ObjectsName, store::database::DatabaseName};
use satchel_shared::{
    ids::{DeviceId, OfficeId},
    ledger::{OfficeKind, Role},
    limits::SATCHEL_FILE_LEAST_MB,
    states::StateCode,
};

/// Headquarters' hub of Satchel.
#[derive(Debug, Parser)]
#[command(name = "satchel-hub", version, about)]
pub(crate) struct Arguments {
    /// The hub's folder: its key, and its store where no database is named
    #[arg(long, value_name = "DIR", env = "SATCHEL_HUB_DATA")]
    pub(crate) data: PathBuf,
    /// Where its store is: sqlite:PATH or postgres://USER@HOST/NAME; hub.db in the folder where nothing is said. A password
    /// stands better in the environment, where other users of this machine cannot see it
    #[arg(long, value_name = "DATABASE", env = "SATCHEL_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<DatabaseName>,
    /// Where the bytes of attached files are: s3://BUCKET/PREFIX, or file:///FOLDER; the folder objects beside the key where nothing is
    /// said. How an S3 store is reached stands in the variables AWS_ENDPOINT, AWS_REGION, AWS_ACCESS_KEY_ID and
    /// AWS_SECRET_ACCESS_KEY
    #[arg(long, value_name = "OBJECTS", env = "SATCHEL_OBJECTS")]
    pub(crate) objects: Option<ObjectsName>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a hub: its key and an empty store
    Init,
    /// Serve devices until told to stop
    Serve(Serve),
    /// Offices
    #[command(subcommand)]
    Office(Office),
    /// Print a one-time code by which one device joins an office
    Invite(Invite),
    /// Print the members with their devices: id, office, role, name and how they stand, with tabs between
    Members,
    /// From now on, take nothing of a device, nor anything that it signed
    Revoke {
        /// The device's id
        device: DeviceId,
    },
    /// Recommendations of the human rights mechanisms, and voluntary pledges
    #[command(subcommand)]
    Recommendations(Recommendations),
    /// Fill with demonstration content on invented States; print the demonstration offices
    Demo,
    /// Take what couriers brought in satchels, and write an answer for each device that wrote
    Unpack {
        #[arg(required = true, value_name = "IN.satchel")]
        files: Vec<PathBuf>,
        /// The folder that the answers go into
        #[arg(long, value_name = "DIR")]
        answers: PathBuf,
        #[command(flatten)]
        split: Split,
        /// Print the counts as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write what is new for a device since it last wrote
    Pack {
        #[arg(value_name = "OUT.satchel")]
        out: PathBuf,
        /// The device's id
        #[arg(long = "for", value_name = "DEVICE")]
        device: DeviceId,
        #[command(flatten)]
        split: Split,
    },
    /// Print what the public sees at this moment, a record a line as JSON
    Public,
    /// Replay the ledger: every link, signature and rule
    Verify,
    /// Make another key, by which the hub signs once it is started again; devices find the way to it by themselves
    ReplaceKey,
}

#[derive(Debug, Args)]
pub(crate) struct Split {
    /// Write no file of more than N megabytes: OUT.satchel, OUT.2.satchel and so on
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(SATCHEL_FILE_LEAST_MB..1 << 20))]
    pub(crate) max_mb: Option<u64>,
}

impl Split {
    pub(crate) fn bytes(&self) -> Option<u64> {
        self.max_mb.map(|megabytes| megabytes << 20)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8650")]
    pub(crate) listen: SocketAddr,
    /// A proxy with TLS stands before the hub: allows addresses other than loopback
    #[arg(long)]
    pub(crate) behind_proxy: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Office {
    /// Add an office; print its id
    Add {
        name: String,
        #[arg(long)]
        kind: OfficeKind,
        /// ISO 3166-1 alpha-3 codes, joined by commas
        #[arg(long, value_delimiter = ',', value_name = "ISO3,ISO3")]
        states: Vec<StateCode>,
    },
    /// Print the offices: id, kind, States and name, with tabs between
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// The office's id
    pub(crate) office: OfficeId,
    #[arg(long)]
    pub(crate) role: Role,
    /// The invited person's name
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) name: String,
    /// The hub's address: prints it with the code as a QR code too
    #[arg(long, value_name = "URL")]
    pub(crate) qr: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Recommendations {
    /// Import a file, whole or not at all
    Import {
        file: PathBuf,
        #[arg(long)]
        format: Format,
        /// Take concerns, observations and others too, where the format has them
        #[arg(long)]
        every_type: bool,
        /// Print the counts as JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// UPR Info's database as CSV
    UprInfo,
    /// An export of the Universal Human Rights Index, CSV or Excel
    Uhri,
}
