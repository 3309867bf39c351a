//! The funds' books, as this device knows them; and the entries that are made here.

mod contributions;

use satchel_shared::{
    currencies,
    ids::RecordId,
    ledger::{
        Decision, Fund, FundDecision, Refusal, Role, Subject,
        fund::{Book, Contribution, EntryKind},
    },
    money::{self, Separators},
    window::{FundLine, FundRow, FundView, Fundable, LedgerLine, Membership, ReadTable},
};

use super::{
    App,
    decide::{On, actor},
    open::Open,
};
use crate::{
    error::AppError,
    vault::{decisions, records, situations},
};

impl App {
    /// The funds with what they have.
    ///
    /// # Errors
    /// [`Refusal::RoleMayNot`] for whoever keeps no books and decides on no requests.
    pub fn funds(&self) -> Result<Vec<FundRow>, AppError> {
        self.with_open(|open| {
            open.reader()?;
            let row = |fund: &Fund| Ok(open.fund_row(*fund, &open.standing(fund.id())?.book));
            Fund::ALL.iter().map(row).collect()
        })
    }

    /// A fund with its entries.
    ///
    /// # Errors
    /// As [`App::funds`].
    pub fn fund(&self, fund: Fund) -> Result<FundView, AppError> {
        self.with_open(|open| open.fund(fund))
    }

    /// The records that money can be set aside for, by their titles.
    ///
    /// # Errors
    /// As [`App::funds`].
    pub fn fundable(&self) -> Result<Vec<Fundable>, AppError> {
        self.with_open(|open| {
            open.reader()?;
            let mut fundable = Vec::new();
            for (situation, count) in situations::counted(open.vault.read())? {
                if situation.status.is_fundable(situation.kind) {
                    let there = situations::latest(open.vault.read(), &situation, count)?;
                    fundable.extend(there.into_iter().map(|it| Fundable {
                        id: it.record.id,
                        title: it.record.title,
                    }));
                }
            }
            fundable.sort_by(|a, b| a.title.cmp(&b.title));
            Ok(fundable)
        })
    }

    /// Makes an entry.
    ///
    /// # Errors
    /// The rule that speaks against it.
    pub fn enter(&self, fund: Fund, what: FundDecision) -> Result<FundView, AppError> {
        self.with_open(|open| {
            open.enter(fund, what)?;
            open.fund(fund)
        })
    }

    /// Reads contributions from the bytes of a file, CSV or Excel, row by row; nothing is entered. Rows that are in the fund's book
    /// already are told apart: who sends the same table again, or a longer one, enters nothing twice.
    ///
    /// # Errors
    /// [`AppError::NoTable`] where it is none, or lacks a column.
    pub fn read_contributions(&self, fund: Fund, bytes: &[u8]) -> Result<ReadTable, AppError> {
        let view = self.fund(fund)?;
        let mut table = contributions::read(bytes)?;
        contributions::leave_out(&mut table, &view);
        Ok(table)
    }

    /// Enters contributions: all of them, or none.
    ///
    /// # Errors
    /// The rule that speaks against the first that cannot be entered.
    pub fn enter_contributions(&self, fund: Fund, all: Vec<Contribution>) -> Result<FundView, AppError> {
        self.with_open(|open| {
            let all = all.into_iter().map(FundDecision::Contribution);
            open.enter_all(fund, all.collect())?;
            open.fund(fund)
        })
    }

    /// A fund's entries as CSV (RFC 4180): amounts in major units, days as ISO 8601 writes them.
    ///
    /// # Errors
    /// As [`App::funds`].
    pub fn export_fund(&self, fund: Fund) -> Result<String, AppError> {
        let view = self.fund(fund)?;
        contributions::export(&view)
    }
}

impl Open {
    /// Whoever reads the books.
    fn reader(&self) -> Result<Membership, AppError> {
        let own = self.member()?;
        match own.role {
            Role::Fund | Role::Desk => Ok(own),
            Role::Drafter | Role::Lead | Role::Partner | Role::Mandate | Role::Admin => Err(Refusal::RoleMayNot.into()),
        }
    }

    fn fund_row(&self, fund: Fund, book: &Book) -> FundRow {
        FundRow {
            fund,
            totals: book.totals(),
        }
    }

    fn fund(&self, fund: Fund) -> Result<FundView, AppError> {
        let own = self.reader()?;
        let standing = self.standing(fund.id())?;
        let kept = decisions::of_record(self.vault.read(), fund.id())?;
        let mut entries = Vec::with_capacity(kept.len());
        for decision in kept {
            let line = self.line(decision)?;
            entries.push(self.fund_line(&standing.book, line)?);
        }
        Ok(FundView {
            row: self.fund_row(fund, &standing.book),
            entries,
            allowed: standing.allowed(actor(&own), Subject::Fund, own.office),
        })
    }

    fn fund_line(&self, book: &Book, line: LedgerLine) -> Result<FundLine, AppError> {
        let entry = book.entries.get(&line.id);
        let target = entry.and_then(|entry| match entry.what {
            EntryKind::Allocated(to) => Some(to),
            EntryKind::Received { .. } | EntryKind::Pledged | EntryKind::Spent(_) => None,
        });
        let title = match target {
            Some(to) => records::find(self.vault.read(), to)?.map(|stored| stored.row.title),
            None => None,
        };
        Ok(FundLine {
            booked: entry.map(|entry| entry.amount),
            is_reversed: entry.is_some_and(|entry| entry.is_reversed),
            left: book.left(line.id).or_else(|| book.due(line.id)),
            title,
            line,
        })
    }

    fn enter(&mut self, fund: Fund, what: FundDecision) -> Result<(), AppError> {
        if let Some(target) = what.target()
            && !self.is_fundable(target)?
        {
            return Err(Refusal::NotFundable.into());
        }
        self.enter_all(fund, vec![what])
    }

    /// Enters all of them at once, or none.
    fn enter_all(&mut self, fund: Fund, all: Vec<FundDecision>) -> Result<(), AppError> {
        let own = self.member()?;
        let on = On {
            id: fund.id(),
            subject: Subject::Fund,
            office: own.office,
        };
        let all = all.into_iter().map(|what| (Decision::Fund(what), None));
        self.decide_all_on(on, &own, all.collect())
    }

    fn is_fundable(&self, id: RecordId) -> Result<bool, AppError> {
        let Some(stored) = records::find(self.vault.read(), id)? else {
            return Ok(false);
        };
        Ok(self.standing(id)?.status.is_fundable(stored.kind))
    }
}

/// Reads an amount in major units of a currency, as tables and the command line have it; none where it is no amount.
#[must_use]
pub fn amount(text: &str, currency: &str) -> Option<i64> {
    let read = money::parse(text, currencies::decimals(currency), &Separators::default());
    read.ok().flatten()
}

/// Reads how much a unit of a currency is in dollars, in millionths.
#[must_use]
pub fn rate(text: &str) -> Option<u64> {
    let read = money::parse(text, money::RATE_DECIMALS, &Separators::default());
    read.ok().flatten().and_then(|rate| u64::try_from(rate).ok())
}
