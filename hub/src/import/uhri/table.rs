//! From the bytes of a file to rows of cells, each with its line.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::{Reason, RowError, wrong};
use crate::import::text;

/// What every Excel workbook begins with, being a ZIP archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";
const MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub header_line: u64,
    pub header: Vec<String>,
    /// Rows that are not blank, by their lines.
    pub rows: Vec<(u64, Vec<String>)>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Table, RowError> {
    if bytes.starts_with(ARCHIVE) {
        workbook(bytes)
    } else {
        csv(bytes.strip_prefix(MARK).unwrap_or(bytes))
    }
}

fn csv(bytes: &[u8]) -> Result<Table, RowError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        wrong(lines as u64 + 1, Reason::NotUtf8)
    })?;
    let text = text::with_line_feeds(text.into());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        wrong(line, Reason::NotCsv(error.to_string()))
    };
    let header = owned(reader.headers().map_err(unreadable)?);
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(unreadable)?;
        let line = text::line_at(&text, row.position());
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if row.len() != header.len() {
            let reason = Reason::Fields {
                expected: header.len(),
                found: row.len(),
            };
            return Err(wrong(line, reason));
        }
        rows.push((line, owned(&row)));
    }
    Ok(Table {
        header_line: 1,
        header,
        rows,
    })
}

fn owned(row: &csv::StringRecord) -> Vec<String> {
    row.iter().map(str::to_owned).collect()
}

/// The first sheet of a workbook.
fn workbook(bytes: &[u8]) -> Result<Table, RowError> {
    let unreadable = |error: calamine::XlsxError| wrong(1, Reason::NotExcel(error.to_string()));
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = match book.worksheet_range_at(0) {
        Some(sheet) => sheet.map_err(unreadable)?,
        None => return Err(wrong(1, Reason::Empty)),
    };
    let first = sheet.start().map_or(1, |(row, _)| u64::from(row) + 1);
    let rows = sheet.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    let mut rows = (first..).zip(rows);
    let (header_line, header) = rows.next().unwrap_or_default();
    Ok(Table {
        header_line: header_line.max(1),
        header,
        rows: rows
            .filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
            .collect(),
    })
}

/// A cell as it would stand in CSV, days as ISO 8601 writes them.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(error) => error.to_string(),
    }
}
