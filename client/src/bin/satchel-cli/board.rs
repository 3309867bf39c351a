//! The desk's board.

use clap::Args;
use satchel_client::App;
use satchel_shared::{
    ids::MemberId,
    limits::ROWS,
    states::StateCode,
    window::{BoardCard, BoardColumn, BoardFilter, GetBoard, Whose},
};

use crate::{Failure, print};

#[derive(Debug, Args)]
pub(crate) struct BoardArguments {
    /// Of this State, by its code, such as IDN
    #[arg(long, value_name = "CODE")]
    state: Option<StateCode>,
    /// With this theme: its code, such as torture
    #[arg(long, value_name = "CODE")]
    theme: Option<String>,
    /// For which this member of the desk answers, by the id that `desk` shows
    #[arg(long, value_name = "MEMBER")]
    of: Option<MemberId>,
    /// For which nobody answers
    #[arg(long, conflicts_with = "of")]
    of_nobody: bool,
    /// That have waited longer than was promised
    #[arg(long)]
    overdue: bool,
    /// How many of a status are shown at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(0..=ROWS as i64))]
    limit: u16,
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(app: &App, asked: BoardArguments) -> Result<(), Failure> {
    let whose = match asked.of {
        Some(member) => Whose::Of(member),
        None if asked.of_nobody => Whose::Nobodys,
        None => Whose::Anyones,
    };
    let board = app.board(&GetBoard {
        filter: BoardFilter {
            state: asked.state.map(|state| state.to_string()),
            theme: asked.theme,
            whose,
            overdue: asked.overdue,
        },
        most: asked.limit.into(),
    })?;
    if asked.json {
        return print::as_json(&board);
    }
    board.columns.iter().try_for_each(column)
}

fn column(column: &BoardColumn) -> Result<(), Failure> {
    let BoardColumn {
        status,
        count,
        overdue,
        level,
        cards,
    } = column;
    let level = level.map_or_else(String::new, |days| {
        format!(", {overdue} of them longer than {days} working days")
    });
    print::line(&format!("{status}: {count}{level}"))?;
    cards.iter().try_for_each(card)
}

fn card(card: &BoardCard) -> Result<(), Failure> {
    let late = if card.late > 0 {
        format!(", {} late", card.late)
    } else {
        String::new()
    };
    print::line(&format!(
        "  {}\t{} working days{late}\t{}\t{}\t{}\t{}",
        card.id,
        card.days,
        card.state,
        card.assigned.as_deref().unwrap_or("-"),
        card.office,
        card.title
    ))
}
