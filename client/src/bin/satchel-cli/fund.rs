//! The funds' books: what was given, set aside and spent.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};
use satchel_client::{App, app::funds};
use satchel_shared::{
    currencies,
    day::Day,
    ids::{EventId, RecordId},
    ledger::{
        Decision, Fund, FundDecision,
        fund::{BOOKED, Contribution, PAR, Totals},
    },
    money::{self, Separators},
    window::{FundLine, FundRow, FundView, ReadTable},
};

use crate::{Failure, print};

#[derive(Debug, Subcommand)]
pub(crate) enum FundCommand {
    /// Show the funds with what they have, in dollars
    List {
        #[arg(long)]
        json: bool,
    },
    /// Show a fund with its entries
    Show {
        /// vftc, upr_participation or upr_implementation
        fund: Fund,
        #[arg(long)]
        json: bool,
    },
    /// Enter what a donor gave, or promised; print the fund's balance
    Contribution(ContributionArguments),
    /// Set money aside for an accepted request, or a shared activity
    Allocation {
        fund: Fund,
        record: RecordId,
        /// In dollars
        amount: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Why more is allocated than there is
        #[arg(long, value_name = "TEXT", default_value = "")]
        overdraft: String,
    },
    /// Enter that something of an allocation was spent
    Expenditure {
        fund: Fund,
        /// The allocation's id
        allocation: EventId,
        /// In dollars
        amount: String,
        /// The day, as 2027-03-01
        #[arg(long, value_name = "DAY")]
        on: Day,
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Why more is spent than was allocated, or than there is
        #[arg(long, value_name = "TEXT", default_value = "")]
        overdraft: String,
    },
    /// Take back an entry that was wrong
    Reversal {
        fund: Fund,
        /// The entry's id
        entry: EventId,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Why less is left than was allocated, or spent
        #[arg(long, value_name = "TEXT", default_value = "")]
        overdraft: String,
    },
    /// Enter the contributions of a table, CSV or Excel: all of them, or none where a row is wrong
    ///
    /// Its columns are donor, amount, currency, rate, rate_on and on; status (received or pledged) and note can be left out. Rows that
    /// are in the book already, of the same donor, amount, currency and day, are left out.
    Import {
        fund: Fund,
        file: PathBuf,
        /// Only show what would be entered, and which rows are wrong
        #[arg(long)]
        preview: bool,
        #[arg(long)]
        json: bool,
    },
    /// Print the entries as CSV
    Export { fund: Fund },
}

#[derive(Debug, Args)]
pub(crate) struct ContributionArguments {
    fund: Fund,
    #[arg(long, value_name = "TEXT")]
    donor: String,
    /// In units of its currency, as 1000.00
    #[arg(long)]
    amount: String,
    #[arg(long, default_value = BOOKED)]
    currency: String,
    /// Dollars for one unit of the currency, with six decimals at most; of dollars there is none
    #[arg(long)]
    rate: Option<String>,
    /// The day of the rate; without it, the day on which it was given
    #[arg(long, value_name = "DAY")]
    rate_on: Option<Day>,
    #[arg(long, value_name = "DAY")]
    on: Day,
    /// It was promised, and has not been received
    #[arg(long)]
    pledged: bool,
    /// The pledge that is received by it
    #[arg(long, value_name = "ENTRY", conflicts_with = "pledged")]
    pledge: Option<EventId>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

pub(crate) fn run(app: &App, command: FundCommand) -> Result<(), Failure> {
    let enter = |fund, what| row(&app.enter(fund, what)?.row);
    match command {
        FundCommand::List { json: true } => print::as_json(&app.funds()?),
        FundCommand::List { json: false } => app.funds()?.iter().try_for_each(row),
        FundCommand::Show { fund, json: true } => print::as_json(&app.fund(fund)?),
        FundCommand::Show { fund, json: false } => view(&app.fund(fund)?),
        FundCommand::Contribution(arguments) => {
            let fund = arguments.fund;
            enter(fund, FundDecision::Contribution(contribution(arguments)?))
        }
        FundCommand::Allocation {
            fund,
            record,
            amount,
            note,
            overdraft,
        } => {
            let what = FundDecision::Allocation {
                to: record,
                amount: dollars(&amount)?,
                note,
                overdraft,
            };
            enter(fund, what)
        }
        FundCommand::Expenditure {
            fund,
            allocation,
            amount,
            on,
            note,
            overdraft,
        } => {
            let what = FundDecision::Expenditure {
                allocation,
                amount: dollars(&amount)?,
                on,
                note,
                overdraft,
            };
            enter(fund, what)
        }
        FundCommand::Reversal {
            fund,
            entry,
            reason,
            overdraft,
        } => {
            let what = FundDecision::Reversal {
                of: entry,
                reason,
                overdraft,
            };
            enter(fund, what)
        }
        FundCommand::Import {
            fund,
            file,
            preview,
            json,
        } => import(app, fund, &file, preview, json),
        FundCommand::Export { fund } => print::line(app.export_fund(fund)?.trim_end()),
    }
}

fn contribution(arguments: ContributionArguments) -> Result<Contribution, Failure> {
    let ContributionArguments {
        fund: _,
        donor,
        amount,
        currency,
        rate,
        rate_on,
        on,
        pledged,
        pledge,
        note,
    } = arguments;
    let currency = currency.to_uppercase();
    let rate = match rate {
        Some(rate) => funds::rate(&rate).ok_or_else(|| wrong_rate(&rate))?,
        None if currency == BOOKED => PAR,
        None => {
            return Err(Failure::wrong_use(format!(
                "--rate is needed: how many dollars one {currency} is, such as 1.0815"
            )));
        }
    };
    Ok(Contribution {
        donor: donor.trim().to_owned(),
        amount: funds::amount(&amount, &currency).ok_or_else(|| wrong_amount(&amount))?,
        currency,
        rate,
        rate_on: rate_on.unwrap_or(on),
        on,
        is_pledge: pledged,
        pledge,
        note,
    })
}

fn dollars(text: &str) -> Result<i64, Failure> {
    funds::amount(text, BOOKED).ok_or_else(|| wrong_amount(text))
}

fn wrong_amount(text: &str) -> Failure {
    Failure::wrong_use(format!("\u{201c}{text}\u{201d} is no amount, such as 1000.00"))
}

fn wrong_rate(text: &str) -> Failure {
    Failure::wrong_use(format!(
        "\u{201c}{text}\u{201d} is no rate, such as 1.0815, with six decimals at most"
    ))
}

fn import(app: &App, fund: Fund, file: &std::path::Path, preview: bool, json: bool) -> Result<(), Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::other(format!("{}: {error}", file.display())))?;
    let read = app.read_contributions(fund, &bytes)?;
    if json {
        print::as_json(&read)?;
    } else {
        table(&read)?;
    }
    if preview {
        return Ok(());
    }
    if !read.wrong.is_empty() {
        return Err(Failure::other(
            "nothing was entered: put the rows right, or take them out",
        ));
    }
    let contributions = read.contributions.into_iter().map(|(_, contribution)| contribution);
    row(&app.enter_contributions(fund, contributions.collect())?.row)
}

fn table(read: &ReadTable) -> Result<(), Failure> {
    for (line, given) in &read.contributions {
        let kind = if given.is_pledge { "pledged" } else { "received" };
        let booked = given.booked().map(plain).unwrap_or_default();
        print::line(&format!("line {line}\t{kind}\t{}\t{booked} {BOOKED}", given.donor))?;
    }
    for line in &read.entered {
        print::line(&format!("line {line}\tin the book already, and left out"))?;
    }
    read.wrong
        .iter()
        .try_for_each(|row| print::line(&format!("line {}\twrong {}\t{}", row.line, row.code, row.detail)))
}

fn row(row: &FundRow) -> Result<(), Failure> {
    let Totals {
        received,
        pledged,
        allocated,
        spent,
        available,
        balance,
    } = row.totals;
    print::line(&format!(
        "{}\treceived {}\tpledged {}\tallocated {}\tspent {}\tavailable {}\tbalance {}",
        row.fund,
        plain(received),
        plain(pledged),
        plain(allocated),
        plain(spent),
        plain(available),
        plain(balance)
    ))
}

fn view(view: &FundView) -> Result<(), Failure> {
    row(&view.row)?;
    view.entries.iter().try_for_each(entry)
}

fn entry(entry: &FundLine) -> Result<(), Failure> {
    let Decision::Fund(what) = &entry.line.what else {
        return Ok(());
    };
    let booked = entry.booked.map(plain).unwrap_or_default();
    let reversed = if entry.is_reversed { ", reversed" } else { "" };
    let of = if let FundDecision::Contribution(given) = what {
        given_by(given)
    } else {
        entry.title.clone().unwrap_or_default()
    };
    let overdraft = match what.overdraft() {
        "" => String::new(),
        why => format!("\tmore than there is: {why}"),
    };
    let (text, id) = (what.text(), entry.line.id);
    print::ledger_line(
        &entry.line,
        &format!("{booked}{reversed}\t{of}\t{text}{overdraft}\t{id}"),
    )
}

/// Who gave, and of another currency than the dollar how much of it.
fn given_by(given: &Contribution) -> String {
    let Contribution {
        donor,
        amount,
        currency,
        ..
    } = given;
    if currency == BOOKED {
        return donor.clone();
    }
    let amount = money::plain(*amount, currencies::decimals(currency), &Separators::default());
    format!("{donor}, {amount} {currency}")
}

fn plain(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let amount = i64::try_from(cents.unsigned_abs()).unwrap_or(i64::MAX);
    format!("{sign}{}", money::plain(amount, 2, &Separators::default()))
}
