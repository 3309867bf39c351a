//! Contributions as a table has them, in CSV or Excel.

use std::collections::HashSet;

use satchel_shared::{
    currencies,
    day::Day,
    ledger::{
        Decision, EventName, FundDecision,
        fund::{BOOKED, Contribution},
    },
    money::{self, Separators},
    table::{self, Table},
    window::{FundLine, FundView, ReadTable, WrongRow},
};

use super::{amount, rate};
use crate::error::AppError;

/// The columns of a table of contributions, by the names in its header.
const COLUMNS: [&str; 8] = ["donor", "amount", "currency", "rate", "rate_on", "on", "status", "note"];
/// Those that may be absent.
const OPTIONAL: [&str; 2] = ["status", "note"];

/// Those that only a table has which was saved of a book.
const BOOKS: [&str; 3] = ["entry", "id", "reversed"];

/// Where in a row each column stands.
struct Places([Option<usize>; COLUMNS.len()]);

/// Reads a table of contributions. A row that says none is told by its line, and keeps no other from being read.
pub(super) fn read(bytes: &[u8]) -> Result<ReadTable, AppError> {
    let Table { header, rows, .. } = table::read(bytes).map_err(|error| AppError::NoTable(error.to_string()))?;
    let places = Places::find(&header)?;
    let mut read = ReadTable::default();
    for (line, cells) in rows {
        match places.contribution(&cells) {
            Ok(contribution) => read.contributions.push((line, contribution)),
            Err((code, detail)) => read.wrong.push(WrongRow {
                line,
                code: code.to_owned(),
                detail: detail.to_owned(),
            }),
        }
    }
    Ok(read)
}

/// Puts aside the rows that the book has already.
pub(super) fn leave_out(table: &mut ReadTable, book: &FundView) {
    let key = |given: &Contribution| {
        let Contribution {
            donor,
            amount,
            currency,
            on,
            is_pledge,
            ..
        } = given;
        (donor.clone(), *amount, currency.clone(), *on, *is_pledge)
    };
    let counts = |entry: &&FundLine| entry.line.refused.is_none() && !entry.is_reversed;
    let entered: HashSet<_> = book
        .entries
        .iter()
        .filter(counts)
        .filter_map(|entry| {
            let Decision::Fund(FundDecision::Contribution(given)) = &entry.line.what else {
                return None;
            };
            Some(key(given))
        })
        .collect();
    let ReadTable {
        contributions,
        entered: left_out,
        ..
    } = table;
    contributions.retain(|(line, given)| {
        let is_new = !entered.contains(&key(given));
        if !is_new {
            left_out.push(*line);
        }
        is_new
    });
}

impl Places {
    fn find(header: &[String]) -> Result<Self, AppError> {
        let name = |cell: &String| cell.trim().to_lowercase().replace(' ', "_");
        let names: Vec<String> = header.iter().map(name).collect();
        if let [only] = &names[..]
            && only.contains(';')
        {
            let reason = "its columns are apart by semicolons; save it with commas, or as an Excel file";
            return Err(AppError::NoTable(reason.to_owned()));
        }
        if BOOKS.iter().all(|column| names.iter().any(|name| name == column)) {
            let reason = "it is what was saved of a fund's book, with all its entries, and no table of contributions";
            return Err(AppError::NoTable(reason.to_owned()));
        }
        let places = COLUMNS.map(|column| names.iter().position(|name| name == column));
        let missing = COLUMNS
            .iter()
            .zip(&places)
            .find(|(column, place)| place.is_none() && !OPTIONAL.contains(column));
        match missing {
            Some((column, _)) => Err(AppError::NoTable(format!("the column {column} is missing"))),
            None => Ok(Self(places)),
        }
    }

    fn cell<'a>(&self, cells: &'a [String], column: &str) -> &'a str {
        let place = COLUMNS.iter().position(|name| *name == column);
        let place = place.and_then(|place| self.0.get(place).copied().flatten());
        place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// What a row says, or its first fault: a code, and the column or what it says.
    fn contribution<'a>(&self, cells: &'a [String]) -> Result<Contribution, (&'static str, &'a str)> {
        let cell = |column: &str| self.cell(cells, column);
        let currency = cell("currency").to_uppercase();
        if !currencies::CODES.contains(&currency.as_str()) {
            return Err(("currency", cell("currency")));
        }
        let day = |column: &str| cell(column).parse::<Day>().map_err(|_| ("day", cell(column)));
        let (on, rate_text) = (day("on")?, cell("rate"));
        let is_at_par = currency == BOOKED && rate_text.is_empty();
        let rate = if is_at_par { Some(1_000_000) } else { rate(rate_text) };
        let is_pledge = match cell("status").to_lowercase().as_str() {
            "" | "received" => false,
            "pledged" => true,
            _ => return Err(("status", cell("status"))),
        };
        let contribution = Contribution {
            donor: cell("donor").to_owned(),
            amount: amount(cell("amount"), &currency).ok_or(("amount", cell("amount")))?,
            currency,
            rate: rate.ok_or(("rate", rate_text))?,
            rate_on: if is_at_par { on } else { day("rate_on")? },
            on,
            is_pledge,
            pledge: None,
            note: cell("note").to_owned(),
        };
        contribution.check().map_err(|_| ("entry", cell("donor")))?;
        Ok(contribution)
    }
}

/// A fund's entries as CSV, a line for each that was not refused.
pub(super) fn export(view: &FundView) -> Result<String, AppError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| AppError::BadRequest(error.to_string());
    let header = [
        "number",
        "entered",
        "entry",
        "id",
        "of",
        "donor",
        "amount",
        "currency",
        "rate",
        "rate_on",
        "on",
        "usd",
        "reversed",
        "record",
        "overdraft",
        "note",
    ];
    writer.write_record(header).map_err(failed)?;
    for entry in view.entries.iter().filter(|entry| entry.line.refused.is_none()) {
        let Decision::Fund(what) = &entry.line.what else {
            continue;
        };
        let mut row = [const { String::new() }; 16];
        let [
            number,
            entered,
            name,
            id,
            of,
            donor,
            given,
            currency,
            rate,
            rate_on,
            on,
            usd,
            reversed,
            record,
            why,
            note,
        ] = &mut row;
        *number = entry.line.number.to_string();
        *entered = Day::of(entry.line.at).to_string();
        *id = entry.line.id.to_string();
        what.name().as_str().clone_into(name);
        *note = cell(what.text());
        *why = cell(what.overdraft());
        *usd = entry.booked.map(|booked| plain(booked, BOOKED)).unwrap_or_default();
        *reversed = if entry.is_reversed { "yes" } else { "" }.to_owned();
        match what {
            FundDecision::Contribution(contribution) => {
                if contribution.is_pledge {
                    "pledge".clone_into(name);
                }
                *of = contribution.pledge.map(|pledge| pledge.to_string()).unwrap_or_default();
                *donor = cell(&contribution.donor);
                *given = plain(contribution.amount, &contribution.currency);
                contribution.currency.clone_into(currency);
                *rate = money::rate(contribution.rate, &Separators::default());
                *rate_on = contribution.rate_on.to_string();
                *on = contribution.on.to_string();
            }
            FundDecision::Allocation { to, .. } => *record = to.to_string(),
            FundDecision::Expenditure {
                allocation, on: day, ..
            } => {
                *of = allocation.to_string();
                *on = day.to_string();
            }
            FundDecision::Reversal { of: reversed, .. } => *of = reversed.to_string(),
        }
        debug_assert!(EventName::ALL.contains(&what.name()));
        writer.write_record(&row).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| AppError::BadRequest(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| AppError::BadRequest(error.to_string()))
}

/// A text that a spreadsheet takes for a text, whatever it begins with.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn plain(amount: i64, currency: &str) -> String {
    money::plain(amount, currencies::decimals(currency), &Separators::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "Donor,Amount,Currency,Rate,Rate on,On,Status,Note\n";

    fn table(rows: &str) -> ReadTable {
        read(format!("{HEADER}{rows}").as_bytes()).expect("a table")
    }

    /// As a finance office keeps it: amounts and rates are numbers, days are days.
    #[test]
    fn the_cells_of_an_excel_file_are_read_as_they_are_meant() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        let date = |text: &str| rust_xlsxwriter::ExcelDateTime::parse_from_str(text).expect("a day");
        for (column, name) in (0..).zip(["Donor", "Amount", "Currency", "Rate", "Rate on", "On", "Status", "Note"]) {
            sheet.write_string(0, column, name).expect("a cell");
        }
        sheet.write_string(1, 0, "Norway").expect("a cell");
        sheet.write_number(1, 1, 1_000_000.5).expect("a cell");
        sheet.write_string(1, 2, "NOK").expect("a cell");
        sheet.write_number(1, 3, 0.0935).expect("a cell");
        for (column, text) in [(4, "2027-02-26"), (5, "2027-03-01")] {
            sheet
                .write_datetime_with_format(1, column, date(text), &day)
                .expect("a cell");
        }
        sheet.write_string(2, 0, "Chile").expect("a cell");
        sheet.write_string(2, 1, "much").expect("a cell");
        sheet.write_string(2, 2, "USD").expect("a cell");
        sheet
            .write_datetime_with_format(2, 5, date("2027-03-02"), &day)
            .expect("a cell");
        let read = read(&book.save_to_buffer().expect("a book")).expect("a table");
        let told: Vec<_> = read
            .contributions
            .iter()
            .map(|(line, it)| (*line, it.amount, it.rate, it.rate_on.to_string(), it.on.to_string()))
            .collect();
        let days = ("2027-02-26".to_owned(), "2027-03-01".to_owned());
        assert_eq!(told, [(2, 100_000_050, 93_500, days.0, days.1)]);
        let wrong: Vec<_> = read
            .wrong
            .iter()
            .map(|it| (it.line, it.code.as_str(), it.detail.as_str()))
            .collect();
        assert_eq!(wrong, [(3, "amount", "much")]);
    }

    #[test]
    fn each_row_is_a_contribution_or_tells_its_first_fault() {
        let read = table(
            "Norway,\"1,000,000.00\",NOK,0.0935,2027-02-26,2027-03-01,received,First half\n\
             Chile,5000,USD,,,2027-03-02,pledged,\n\
             ,5000,USD,,,2027-03-02,,\n\
             Spain,5000,EUR,,2027-03-01,2027-03-02,,\n\
             Spain,5000,EURO,1.08,2027-03-01,2027-03-02,,\n\
             Spain,much,EUR,1.08,2027-03-01,2027-03-02,,\n\
             Spain,5000,EUR,1.08,2027-03-01,02/03/2027,,\n\
             Spain,5000,EUR,1.08,2027-03-01,2027-03-02,perhaps,\n",
        );
        let told: Vec<_> = read
            .contributions
            .iter()
            .map(|(line, it)| (*line, it.booked(), it.is_pledge))
            .collect();
        assert_eq!(told, [(2, Some(9_350_000), false), (3, Some(500_000), true)]);
        let wrong: Vec<_> = read
            .wrong
            .iter()
            .map(|row| (row.line, row.code.as_str(), row.detail.as_str()))
            .collect();
        assert_eq!(
            wrong,
            [
                (4, "entry", ""),
                (5, "rate", ""),
                (6, "currency", "EURO"),
                (7, "amount", "much"),
                (8, "day", "02/03/2027"),
                (9, "status", "perhaps"),
            ]
        );
    }

    #[test]
    fn a_table_without_a_column_is_none() {
        let refused = read(b"Donor,Amount\nNorway,5\n").expect_err("no table");
        assert!(refused.to_string().contains("currency"), "{refused}");
        assert!(read(b"").is_err());
        for (table, says) in [
            ("Donor;Amount;Currency\nNorway;5;USD\n", "semicolons"),
            ("entry,id,reversed,donor,amount,currency,rate,rate_on,on\n", "book"),
        ] {
            let refused = read(table.as_bytes()).expect_err("no table").to_string();
            assert!(refused.contains(says), "{refused}");
        }
    }
}
