//! The desk's board: what goes on, for how long, and what has waited longer than was promised.

use satchel_shared::{
    day::Day,
    ids::RecordId,
    ledger::{Refusal, Role, ServiceLevels, Status},
    limits::ROWS,
    window::{Board, BoardCard, BoardColumn, GetBoard, Membership},
};

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::board::{self, WaitingRequest},
};

impl App {
    /// The requests that go on, by status, those that have waited longest first.
    ///
    /// # Errors
    /// [`Refusal::RoleMayNot`] for whoever is not of the desk.
    pub fn board(&self, wanted: &GetBoard) -> Result<Board, AppError> {
        self.with_open(|open| open.board(wanted))
    }
}

impl Open {
    /// The statuses for which something is promised at the desk of one's office, each with the moment before which what came into it is overdue.
    pub(super) fn promised(&self, own: &Membership) -> Result<Vec<(Status, i64)>, AppError> {
        let levels = self.levels(own)?;
        let today = Day::of(self.environment.now_ms());
        let promised = |status: &Status| Some((*status, due(Some(levels.of(*status)?), today)));
        Ok(Status::ALL.iter().filter_map(promised).collect())
    }

    fn levels(&self, own: &Membership) -> Result<ServiceLevels, AppError> {
        Ok(self.standing(RecordId::from(own.office))?.levels.unwrap_or_default())
    }

    fn board(&self, wanted: &GetBoard) -> Result<Board, AppError> {
        let own = self.member()?;
        if own.role != Role::Desk {
            return Err(Refusal::RoleMayNot.into());
        }
        let vault = self.vault.read();
        let levels = self.levels(&own)?;
        let members = self.desk()?;
        let today = Day::of(self.environment.now_ms());
        let columns = || Status::ALL.iter().copied().filter(|status| status.goes_on());
        let (states, themes) = board::facets(vault, columns())?;
        let card = |level: Option<u16>, request: WaitingRequest| {
            // A clock may be behind the hub's.
            let days = Day::of(request.since).working_days_until(today);
            let days = usize::try_from(days).unwrap_or_default();
            let assigned = members.iter().find(|member| Some(member.id) == request.assigned);
            BoardCard {
                days,
                late: level.map_or(0, |level| days.saturating_sub(level.into())),
                // One who left the desk since has no name there.
                assigned: request
                    .assigned
                    .map(|id| assigned.map_or_else(|| id.to_string(), |member| member.name.clone())),
                id: request.id,
                title: request.title,
                state: request.state,
                office: request.office,
                since: request.since,
                unread: request.unread,
                waiting: request.deciding,
            }
        };
        let column = |status: Status| {
            let level = levels.of(status);
            let column = board::column(vault, status, due(level, today), &wanted.filter, wanted.most.min(ROWS))?;
            Ok(BoardColumn {
                status,
                count: column.count,
                overdue: column.overdue,
                level,
                cards: column.requests.into_iter().map(|it| card(level, it)).collect(),
            })
        };
        Ok(Board {
            columns: columns().map(column).collect::<Result<_, AppError>>()?,
            levels,
            states: states.into_iter().collect(),
            themes: themes.into_iter().collect(),
            members,
        })
    }
}

/// What came into a status before this moment is overdue; 0 where nothing is promised.
fn due(level: Option<u16>, today: Day) -> i64 {
    level.map_or(0, |level| today.working_day(-i64::from(level)).start_ms())
}
