//! Tables that people bring: CSV and Excel workbooks, from their bytes to rows of cells, each with its line.

use std::{borrow::Cow, io::Cursor};

use calamine::{Data, Reader, Xlsx};

/// What every Excel workbook begins with, being a ZIP archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";
const MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub header_line: u64,
    pub header: Vec<String>,
    /// Rows that are not blank, by their lines.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why bytes are no table, and in which line (from 1, the header).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct TableError {
    pub line: u64,
    pub reason: NoTable,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    #[error("the file is empty")]
    Empty,
    #[error("{found} fields, where the header has {expected}: the row is cut short, or a quotation mark is missing")]
    Fields { expected: usize, found: usize },
    #[error("this is not UTF-8: export the file again, or save it as \u{201c}CSV UTF-8\u{201d}")]
    NotUtf8,
    #[error("not readable as CSV: {0}")]
    NotCsv(String),
    #[error("not readable as an Excel workbook: {0}")]
    NotExcel(String),
}

fn wrong(line: u64, reason: NoTable) -> TableError {
    TableError { line, reason }
}

/// Reads a table: an Excel workbook's first sheet, or CSV in UTF-8.
///
/// # Errors
/// [`TableError`], with the line where it is wrong.
pub fn read(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.starts_with(ARCHIVE) {
        workbook(bytes)
    } else {
        csv(bytes.strip_prefix(MARK).unwrap_or(bytes))
    }
}

fn csv(bytes: &[u8]) -> Result<Table, TableError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        wrong(lines as u64 + 1, NoTable::NotUtf8)
    })?;
    let text = with_line_feeds(text.into());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        wrong(line, NoTable::NotCsv(error.to_string()))
    };
    let header = owned(reader.headers().map_err(unreadable)?);
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(unreadable)?;
        let line = line_at(&text, row.position());
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if row.len() != header.len() {
            let reason = NoTable::Fields {
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
fn workbook(bytes: &[u8]) -> Result<Table, TableError> {
    let unreadable = |error: calamine::XlsxError| wrong(1, NoTable::NotExcel(error.to_string()));
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = match book.worksheet_range_at(0) {
        Some(sheet) => sheet.map_err(unreadable)?,
        None => return Err(wrong(1, NoTable::Empty)),
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

/// Ends every line in LF, whatever it ended in: CR LF, CR or LF.
#[must_use]
pub fn with_line_feeds(text: Cow<'_, str>) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    }
}

/// The line in which a row begins. The reader's place may be before blank lines that it passes over.
#[must_use]
pub fn line_at(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let rest = usize::try_from(position.byte())
        .ok()
        .and_then(|byte| text.as_bytes().get(byte..))
        .unwrap_or_default();
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    position.line() + blank as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_any_way() {
        assert_eq!(with_line_feeds("a\rb\nc\r\nd\r\re".into()), "a\nb\nc\nd\n\ne");
    }
}
