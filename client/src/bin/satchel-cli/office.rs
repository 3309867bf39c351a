//! Who is there: the commands of those who administer, or lead an office.

use clap::{Args, Subcommand};
use satchel_client::App;
use satchel_shared::{
    ids::{DeviceId, MemberId, OfficeId},
    ledger::{OfficeDecision, OfficeKind, Role, ServiceLevels},
    qr::Qr,
    states::StateCode,
    window::{AddOffice, Invite, Member, OfficeRow, OfficeView},
};

use crate::{Failure, print};

#[derive(Debug, Subcommand)]
pub(crate) enum Office {
    /// List the offices: all for who administers, one's own otherwise
    List {
        #[arg(long)]
        json: bool,
    },
    /// Show an office with its members, their devices, and what was decided
    Show {
        office: OfficeId,
        #[arg(long)]
        json: bool,
    },
    /// Add an office; print its id
    Add {
        name: String,
        #[arg(long)]
        kind: OfficeKind,
        /// ISO 3166-1 alpha-3 codes, joined by commas
        #[arg(long, value_delimiter = ',', value_name = "ISO3,ISO3")]
        states: Vec<StateCode>,
    },
    /// Print a one-time code, good once headquarters has the invitation with the next sync
    Invite {
        office: OfficeId,
        #[arg(long)]
        role: Role,
        #[arg(long, value_name = "TEXT")]
        name: String,
        /// The member whose other device it is; without it, a new member's
        #[arg(long)]
        member: Option<MemberId>,
        /// Print the hub's address and the code as a QR code too
        #[arg(long)]
        qr: bool,
    },
    /// Give a member another role
    Role {
        office: OfficeId,
        member: MemberId,
        role: Role,
    },
    /// Say that a member has left: none of the member's devices may do anything more
    Left {
        office: OfficeId,
        member: MemberId,
        #[command(flatten)]
        why: Why,
    },
    /// Let headquarters take what a revoked device had not sent, where somebody brings it
    Rescue { office: OfficeId, device: DeviceId },
    /// Set in how many working days requests go on at the desk of an office at headquarters
    Levels {
        office: OfficeId,
        #[command(flatten)]
        levels: LevelArguments,
    },
    /// Make another key for this device, which takes the place of the one it has with the next sync
    ReplaceKey,
    /// Take nothing more of a device
    Revoke {
        office: OfficeId,
        device: DeviceId,
        #[command(flatten)]
        why: Why,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Why {
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct LevelArguments {
    /// To acknowledge what is submitted
    #[arg(long, value_name = "DAYS", default_value_t = ServiceLevels::default().acknowledge)]
    acknowledge: u16,
    /// To ask or to decide
    #[arg(long, value_name = "DAYS", default_value_t = ServiceLevels::default().decide)]
    decide: u16,
    /// For the office to answer
    #[arg(long, value_name = "DAYS", default_value_t = ServiceLevels::default().answer)]
    answer: u16,
    /// Until delivery starts
    #[arg(long, value_name = "DAYS", default_value_t = ServiceLevels::default().start)]
    start: u16,
}

impl From<LevelArguments> for ServiceLevels {
    fn from(asked: LevelArguments) -> Self {
        Self {
            acknowledge: asked.acknowledge,
            decide: asked.decide,
            answer: asked.answer,
            start: asked.start,
        }
    }
}

pub(crate) fn run(app: &App, command: Office) -> Result<(), Failure> {
    let decide = |office, what| app.decide_on_office(office, what).map(drop);
    match command {
        Office::List { json: true } => print::as_json(&app.offices()?),
        Office::List { json: false } => app.offices()?.iter().try_for_each(row),
        Office::Show { office, json: true } => print::as_json(&app.office(office)?),
        Office::Show { office, json: false } => view(&app.office(office)?),
        Office::Add { name, kind, states } => {
            let view = app.add_office(AddOffice { name, kind, states })?;
            print::line(&view.row.id.to_string())
        }
        Office::Invite {
            office,
            role,
            name,
            member,
            qr,
        } => {
            let invitation = app.invite(Invite {
                office,
                member,
                name,
                role,
            })?;
            print::line(&invitation.code)?;
            let text = format!("{} {}", invitation.hub, invitation.code);
            match Qr::new(text.trim()).filter(|_| qr) {
                Some(qr) => print::line(&qr.to_blocks()),
                None => Ok(()),
            }
        }
        Office::Role { office, member, role } => Ok(decide(office, OfficeDecision::RoleChanged { member, role })?),
        Office::Left { office, member, why } => {
            let reason = why.reason;
            Ok(decide(office, OfficeDecision::MemberLeft { member, reason })?)
        }
        Office::Rescue { office, device } => Ok(decide(office, OfficeDecision::RescueAllowed { device })?),
        Office::Levels { office, levels } => Ok(decide(office, OfficeDecision::LevelsSet(levels.into()))?),
        Office::ReplaceKey => Ok(app.replace_key().map(drop)?),
        Office::Revoke { office, device, why } => {
            let reason = why.reason;
            Ok(decide(office, OfficeDecision::DeviceRevoked { device, reason })?)
        }
    }
}

fn row(row: &OfficeRow) -> Result<(), Failure> {
    let states: Vec<&str> = row.states.iter().map(StateCode::as_str).collect();
    let waits = if row.waits { "\twaits to be sent" } else { "" };
    print::line(&format!(
        "{}\t{}\t{}\t{}\t{} members, {} of them invited{waits}",
        row.id,
        row.kind,
        states.join(","),
        row.name,
        row.members,
        row.invited
    ))
}

fn view(view: &OfficeView) -> Result<(), Failure> {
    row(&view.row)?;
    view.members.iter().try_for_each(member)?;
    view.decisions.iter().try_for_each(|line| {
        let whom = view.whom(&line.what).unwrap_or_default();
        print::ledger_line(line, &whom)
    })
}

fn member(member: &Member) -> Result<(), Failure> {
    let Member {
        id,
        name,
        role,
        devices,
        invited_until,
        left_at,
    } = member;
    let how = match (left_at, invited_until) {
        (Some(at), _) => format!(", left {}", print::time(*at)),
        (None, Some(at)) => format!(", invited until {}", print::time(*at)),
        (None, None) => String::new(),
    };
    print::line(&format!("  {id}\t{role}\t{name}{how}"))?;
    devices.iter().try_for_each(|device| {
        let here = if device.here { ", this one" } else { "" };
        let revoked = device.revoked_at.map(|at| format!(", revoked {}", print::time(at)));
        let rescued = device
            .rescued_at
            .map(|at| format!(", to be rescued since {}", print::time(at)));
        let (revoked, rescued) = (revoked.unwrap_or_default(), rescued.unwrap_or_default());
        print::line(&format!("    {}{here}{revoked}{rescued}", device.id))
    })
}
