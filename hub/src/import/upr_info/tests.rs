//! Rows of our own making, and the real files where they are at hand.

use std::{collections::BTreeSet, path::PathBuf};

use super::*;

const HEADER: &str = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session";
const ROW: &str = "Kenya,Africa,AU,Train the police. ,Norway,WEOG,,Accepted,4,\"Detention,Torture\",8";

fn file(rows: &[&str]) -> Vec<u8> {
    [&[HEADER], rows].concat().join("\r").into_bytes()
}

fn refused(rows: &[&str]) -> String {
    read(&file(rows)).expect_err("refused").to_string()
}

#[test]
fn a_row_becomes_a_recommendation() {
    let list = read(&file(&[ROW])).expect("read");
    let [one] = list.as_slice() else { panic!("one row") };
    assert_eq!(one.text, "Train the police.");
    assert_eq!(one.state.as_str(), "KEN");
    assert_eq!(
        one.recommending_state.map(|state| state.to_string()).as_deref(),
        Some("NOR")
    );
    assert_eq!(one.reference, "UPR session 8, Norway");
    assert_eq!(
        (one.source, one.position, one.session),
        (Source::Upr, Some(Position::Supported), 8)
    );
    assert_eq!(one.themes, ["Detention", "Torture"]);
    assert_eq!(one.id.0.get_version_num(), 8);
}

#[test]
fn a_pledge_has_no_position_and_no_recommender() {
    let row = "Kenya,Africa,AU,We shall train.,Kenya,Africa,AU,Voluntary Pledge,5,Other,8";
    let list = read(&file(&[row])).expect("read");
    assert_eq!(
        (list[0].source, list[0].position, list[0].recommending_state),
        (Source::Pledge, None, None)
    );
    assert_eq!(list[0].reference, "UPR session 8, voluntary pledge");
}

#[test]
fn an_unknown_recommender_is_none() {
    let row = "Kenya,Africa,AU,Train.,&#40;Unknown&#41;,&#40;Unknown&#41;,&#40;Unknown&#41;,Noted,1,Other,1";
    let list = read(&file(&[row])).expect("read");
    assert_eq!(
        (list[0].recommending_state, list[0].position),
        (None, Some(Position::Noted))
    );
    assert_eq!(list[0].reference, "UPR session 1");
}

#[test]
fn rows_are_the_same_when_they_say_the_same() {
    let spaced = ROW.replace("Train the police. ", "Train the police.");
    let other = ROW.replace("Accepted", "Noted");
    let list = read(&file(&[ROW, &spaced, &other])).expect("read");
    assert_eq!(list[0].id, list[1].id);
    assert_ne!(list[0].id, list[2].id);
}

/// Requests link recommendations by their ids, and a second import must find the first.
#[test]
fn the_id_of_a_row_never_alters() {
    let list = read(&file(&[ROW])).expect("read");
    insta::assert_snapshot!(list[0].id, @"07623106-72b5-8b59-8670-5bb584533f37");
}

#[test]
fn columns_stand_in_any_order_and_lines_end_in_any_way() {
    let text = "Session,Issue,Action,Response,From-Org,From-Rgrp,From,Text,To-Org,To-Rgrp,To\r\n8,Other,4,Noted,,WEOG,Norway,\"Two\r\nlines, \"\"here\"\"\",AU,Africa,Kenya\r\n";
    let list = read(text.as_bytes()).expect("read");
    assert_eq!(list[0].text, "Two\nlines, \"here\"");
    for end in ["\r", "\n", "\r\n"] {
        let text = format!("\u{feff}{HEADER}{end}{ROW}{end}{end}{ROW}{end}");
        assert_eq!(read(text.as_bytes()).map(|list| list.len()), Ok(2), "{end:?}");
    }
}

#[test]
fn a_wrong_file_is_refused_with_line_and_reason() {
    let cut = ROW.rsplit_once(',').expect("a comma").0;
    let cases = [
        (refused(&[ROW, cut, ROW]), "line 3: 10 fields, where the header has 11"),
        (
            refused(&[ROW, ROW, &ROW.replace("Kenya", "Atlantis")]),
            "line 4: no State is called “Atlantis”",
        ),
        (
            refused(&[ROW, "", "", &ROW.replace("Norway", "Thule")]),
            "line 5: no State is called “Thule”",
        ),
        (
            refused(&[&ROW.replace("Accepted", "Rejected")]),
            "line 2: the response “Rejected” is none of",
        ),
        (
            refused(&[&ROW.replace(",8", ",eight")]),
            "line 2: Session is “eight”, which is not a number",
        ),
        (
            refused(&[&ROW.replace(",4,", ",6,")]),
            "line 2: Action is “6”, which is not a number from 1 to 5",
        ),
        (
            refused(&[&ROW.replace("Train the police. ", "  ")]),
            "line 2: there is no text",
        ),
        (refused(&[ROW, &ROW.replace(",8", ",\"8"), ROW]), "line 3: 13 fields"),
        (
            refused(&[&ROW.replace("Train", &"a".repeat(20_001))]),
            "line 2: Text is longer than 20000 characters",
        ),
        (read(b"").expect_err("refused").to_string(), "line 1: the file is empty"),
        (
            read(HEADER.replace("Response", "Answer").as_bytes())
                .expect_err("refused")
                .to_string(),
            "line 1: the column “Response” is missing",
        ),
    ];
    for (found, expected) in cases {
        assert!(found.starts_with(expected), "{found}, where {expected} was expected");
    }
}

#[test]
fn a_line_break_in_a_cell_is_counted() {
    let broken = ROW.replace("Train the police. ", "\"Train\rthe police\"");
    assert!(refused(&[&broken, &ROW.replace("Norway", "Thule")]).starts_with("line 4: "));
}

/// The folder of real files, where it is at hand.
#[expect(
    clippy::print_stderr,
    reason = "whoever reads the log should know what was not tried"
)]
fn upr_folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?).join("../../shared/data/upr");
    if !folder.exists() {
        eprintln!("skipped: no shared/data");
        return None;
    }
    Some(folder)
}

#[test]
fn the_real_files_read_whole() {
    let Some(folder) = upr_folder() else { return };
    let mut all = BTreeSet::new();
    let mut rows = 0;
    // Rows, supported, noted, as the folder's README counts them.
    for (name, counts) in [
        ("1-5.csv", (6_094, 4_087, 2_007)),
        ("6-9.csv", (8_343, 6_206, 2_137)),
        ("10-13.csv", (9_047, 6_980, 2_067)),
        ("14-17.csv", (9_598, 7_105, 2_493)),
        ("voluntary.csv", (947, 0, 0)),
    ] {
        let list = read(&std::fs::read(folder.join(name)).expect("a file")).expect("read");
        let count = |position| list.iter().filter(|it| it.position == Some(position)).count();
        assert_eq!(
            (list.len(), count(Position::Supported), count(Position::Noted)),
            counts,
            "{name}"
        );
        assert!(
            list.iter()
                .all(|it| it.text == it.text.trim() && !it.text.contains("&#")),
            "{name}"
        );
        rows += list.len();
        all.extend(list.into_iter().map(|it| it.id));
    }
    assert_eq!(rows, 34_029);
    // Rows that repeat another: sessions 8 and 15 have one and two, the pledges of session 5 two.
    assert_eq!(rows - all.len(), 5);
}

#[test]
fn letters_beyond_ascii_come_out_right() {
    let Some(folder) = upr_folder() else { return };
    let mut letters = BTreeSet::new();
    for name in ["1-5.csv", "6-9.csv", "10-13.csv", "14-17.csv", "voluntary.csv"] {
        let list = read(&std::fs::read(folder.join(name)).expect("a file")).expect("read");
        letters.extend(
            list.iter()
                .flat_map(|it| it.text.chars())
                .filter(|letter| !letter.is_ascii()),
        );
    }
    assert!(
        ['é', 'è', 'ç', 'í'].iter().all(|letter| letters.contains(letter)),
        "{letters:?}"
    );
    assert!(!letters.contains(&'Ž') && !letters.contains(&'\u{fffd}'), "{letters:?}");
}
