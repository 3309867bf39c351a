//! Files that the tests make themselves, with the faults that exports have.

use satchel_shared::recommendation::Position;

use super::*;

const HEADER: &str = "Text,Countries Concerned,Reccomending Body,Document Symbol,Themes,Affected Persons,Sdgs,\
    Document Publication Date,UPR Reccomending States,UPR Position,Type,OHCHR Annotation Id,UPR Session,\
    Regions Concerned,Recommending Regions,Date of publication on UHRI";
const FIRST: &str = "0b9d6c3e-52a7-4f0a-9d53-0c6a1f1c7a01";
const SECOND: &str = "0b9d6c3e-52a7-4f0a-9d53-0c6a1f1c7a02";
const MARK: &str = "\u{feff}";

/// A row of the review.
fn review() -> String {
    format!(
        "115.3 Ratify the Convention,- Iraq,- UPR,A/HRC/59/15,\"- Torture\r\n-  Torture\r\n- Children: definition; care\",-,\
         \"- 16 - PEACE\n- 16.3 - Justice\",46078,\"- Norway\n- Chad\",- Supported,- Recommendations,{FIRST},48 Session,\
         - Asia-Pacific,\"- Africa\n- Europe\",46125.4996282407"
    )
}

fn committee() -> String {
    format!(
        "\"Rural women 49.The Committee\nrecommends, \"\"again\"\"\",- Iraq,- Committee on the Rights of the Child,CRC/C/IRQ/CO/8,- Torture,-,-,\
         2026-02-25,-,-,- Recommendations,{SECOND},-,- Asia-Pacific,-,46125.4996282407"
    )
}

fn file(rows: &[String]) -> Vec<u8> {
    let mut lines = vec![HEADER.to_owned()];
    lines.extend_from_slice(rows);
    lines.join("\r\n").into_bytes()
}

fn taken(rows: &[String]) -> Contents {
    read(&file(rows), Take::Recommendations).expect("read")
}

fn refused(rows: &[String]) -> String {
    read(&file(rows), Take::Recommendations)
        .expect_err("refused")
        .to_string()
}

fn only(contents: Contents) -> Recommendation {
    let mut list = contents.list;
    assert_eq!(list.len(), 1);
    list.remove(0)
}

#[test]
fn a_row_of_the_review_becomes_a_recommendation() {
    let one = only(taken(&[review()]));
    assert_eq!(
        (one.source, one.position, one.session),
        (Source::Upr, Some(Position::Supported), 48)
    );
    assert_eq!(one.text, "115.3 Ratify the Convention");
    assert_eq!((one.reference.as_str(), one.body.as_str()), ("A/HRC/59/15, 115.3", ""));
    assert_eq!(one.published.as_deref(), Some("2026-02-25"));
    assert_eq!(one.themes, ["Torture", "Children: definition; care"]);
    assert_eq!(one.affected_persons, [] as [&str; 0]);
    assert_eq!(one.sdgs, ["16 - PEACE", "16.3 - Justice"]);
    let recommenders: Vec<_> = one.recommenders().map(|state| state.to_string()).collect();
    assert_eq!(
        (one.state.as_str(), recommenders.join(" ").as_str()),
        ("IRQ", "NOR TCD")
    );
    assert_eq!(one.id.0.get_version_num(), 8);
}

#[test]
fn a_committees_row_has_neither_position_nor_session() {
    let one = only(taken(&[committee()]));
    assert_eq!((one.source, one.position, one.session), (Source::TreatyBody, None, 0));
    assert_eq!((one.reference.as_str(), one.body.as_str()), ("CRC/C/IRQ/CO/8", "CRC"));
    assert_eq!(one.text, "Rural women 49.The Committee\nrecommends, \"again\"");
    assert_eq!(
        (one.published.as_deref(), one.recommending_state),
        (Some("2026-02-25"), None)
    );
}

#[test]
fn the_file_may_begin_with_a_mark_and_its_columns_stand_in_any_order_and_spelling() {
    let expected = taken(&[review(), committee()]);
    let marked = [MARK.as_bytes(), &file(&[review(), committee()])].concat();
    assert_eq!(read(&marked, Take::Recommendations), Ok(expected.clone()));
    let spelt = HEADER
        .replace("Reccomending Body", "recommending_body")
        .replace("UPR Reccomending States", "Upr Recommending  States:")
        .replace("OHCHR Annotation Id", "ohchr annotation ID");
    let text = [spelt, review(), committee()].join("\n");
    assert_eq!(read(text.as_bytes(), Take::Recommendations), Ok(expected));
}

#[test]
fn only_recommendations_are_taken_unless_all_are_asked_for() {
    let concern = committee().replace("- Recommendations", "- Concerns/Observations");
    let nothing = committee()
        .replace("- Recommendations", "-")
        .replace(SECOND, "no id at all");
    let contents = taken(&[review(), concern.clone(), nothing]);
    assert_eq!((contents.rows, contents.passed_over, contents.list.len()), (3, 2, 1));
    let all = read(&file(&[review(), concern]), Take::EveryType).expect("read");
    assert_eq!((all.passed_over, all.list.len()), (0, 2));
}

#[test]
fn a_row_to_several_states_is_a_recommendation_to_each() {
    let several = committee().replace(
        ",- Iraq,",
        ",\"- Iraq\n- State of Palestine*\n- PK\n- European Union\",",
    );
    let contents = taken(&[several]);
    let states: Vec<_> = contents.list.iter().map(|it| it.state.to_string()).collect();
    assert_eq!(states, ["IRQ", "PSE", "PAK"]);
    assert_ne!(contents.list[0].id, contents.list[1].id);
    assert_eq!(contents.list[0].id, taken(&[committee()]).list[0].id);
}

#[test]
fn a_row_to_no_state_is_passed_over_and_one_without_a_country_has_it_in_its_symbol() {
    let union = committee().replace(",- Iraq,", ",\"- European Union\n- Kosovo*\",");
    let contents = taken(&[union]);
    assert_eq!((contents.not_to_states, contents.list.len()), (1, 0));
    let bare = committee().replace(",- Iraq,", ",-,");
    assert_eq!(only(taken(&[bare])).state.as_str(), "IRQ");
}

#[test]
fn the_same_row_twice_is_one_and_another_with_its_id_is_refused() {
    let contents = taken(&[review(), review()]);
    assert_eq!(contents.list[0], contents.list[1]);
    let other = review().replace("Ratify", "Sign");
    assert_eq!(
        refused(&[review(), committee(), other]),
        format!("line 10: the annotation id {FIRST} stands in line 2 already, with other content")
    );
}

/// Requests link recommendations by their ids, and a later export must find the earlier one's.
#[test]
fn the_id_of_a_row_never_alters() {
    insta::assert_snapshot!(only(taken(&[review()])).id, @"6a461a75-fe69-8645-bcbf-3a5dd9232563");
    let mended = review().replace("Ratify", "Sign").replace("Supported", "Noted");
    assert_eq!(only(taken(&[mended])).id, only(taken(&[review()])).id);
}

/// The faults that the whole export has, beside those of the other tests.
#[test]
fn rows_that_hold_nothing_usable_are_passed_over_and_told_with_their_lines() {
    let empty = review()
        .replace("115.3 Ratify the Convention", " - ")
        .replace(FIRST, "");
    let annex = review().replace("115.3 Ratify the Convention", "Annex 2");
    let no_state = committee().replace("- Iraq", "-").replace("/IRQ/", "/");
    let contents = taken(&[empty, review(), annex, no_state, committee()]);
    assert_eq!((contents.rows, contents.list.len()), (5, 2));
    let told: Vec<String> = contents.unusable.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 2: there is no text",
            "line 14: there is no text",
            "line 20: there is no State, neither in its column nor in the document’s symbol"
        ]
    );
}

#[test]
fn affected_persons_and_goals_are_kept_and_their_columns_may_be_missing() {
    let persons = committee().replace(
        "- Torture,-,-,",
        "- Torture,\"- Women\n- Persons living in rural areas\",- 5 - GENDER EQUALITY,",
    );
    let one = only(taken(&[persons]));
    assert_eq!(one.affected_persons, ["Women", "Persons living in rural areas"]);
    assert_eq!(one.sdgs, ["5 - GENDER EQUALITY"]);
    let without = file(&[committee()]);
    let without = String::from_utf8(without)
        .expect("text")
        .replace("Affected Persons,Sdgs,", "")
        .replace("- Torture,-,-,", "- Torture,");
    let one = only(read(without.as_bytes(), Take::Recommendations).expect("read"));
    assert!(one.affected_persons.is_empty() && one.sdgs.is_empty());
}

#[test]
fn a_wrong_file_is_refused_with_its_line() {
    let cases = [
        (
            refused(&[review(), committee(), review().replace("Iraq", "Atlantis")]),
            "line 10: no State is called “Atlantis”",
        ),
        (
            refused(&[review().replace("Norway", "Thule")]),
            "line 2: no State is called “Thule”",
        ),
        (
            refused(&[review().replace("Supported", "Rejected")]),
            "line 2: the position “- Rejected” is neither",
        ),
        (
            refused(&[review().replace("48 Session", "soon")]),
            "line 2: “soon” is no session",
        ),
        (
            refused(&[review().replace("46078", "last year")]),
            "line 2: “last year” is no day",
        ),
        (
            refused(&[review().replace(FIRST, "17")]),
            "line 2: “17” is no annotation id",
        ),
        (
            refused(&[review().replace("Ratify", &"a".repeat(20_001))]),
            "line 2: the text is longer than 20000 characters",
        ),
        (
            refused(&[review().replace("- UPR,", "")]),
            "line 2: 15 fields, where the header has 16",
        ),
        (
            read(b"", Take::Recommendations).expect_err("refused").to_string(),
            "line 1: the file is empty",
        ),
        (
            read(HEADER.replace("Type", "Kind").as_bytes(), Take::Recommendations)
                .expect_err("refused")
                .to_string(),
            "line 1: the column “Type” is missing",
        ),
        (
            read(HEADER.replace("Sdgs", "THEMES").as_bytes(), Take::Recommendations)
                .expect_err("refused")
                .to_string(),
            "line 1: the column “Themes” is there twice",
        ),
        (
            read(b"Text\nabc\nHabr\x8e\n", Take::Recommendations)
                .expect_err("refused")
                .to_string(),
            "line 3: this is not UTF-8",
        ),
        (
            read(b"PK\x03\x04 and no more", Take::Recommendations)
                .expect_err("refused")
                .to_string(),
            "line 1: not readable as an Excel workbook",
        ),
    ];
    for (found, expected) in cases {
        assert!(found.starts_with(expected), "{found}, where {expected} was expected");
    }
}

/// The same rows as a workbook: days as Excel's own, ids and sessions as text.
fn workbook(rows: &[String]) -> Vec<u8> {
    let bytes = file(rows);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes.as_slice());
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0..).zip(reader.records()) {
        for (column, cell) in (0..).zip(cells.expect("a row").iter()) {
            match cell.parse::<f64>() {
                Ok(number) if number.fract() == 0.0 => sheet.write_number_with_format(row, column, number, &day),
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, cell),
            }
            .expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_says_what_its_csv_says() {
    let rows = [review(), committee()];
    // A cell of Excel ends its lines in LF.
    let with_line_feeds = |mut contents: Contents| {
        contents
            .list
            .iter_mut()
            .for_each(|it| it.text = it.text.replace("\r\n", "\n"));
        contents
    };
    let read_from_book = read(&workbook(&rows), Take::Recommendations).expect("read");
    assert_eq!(with_line_feeds(read_from_book), taken(&rows));
    let wrong = [review(), String::new(), committee().replace("Iraq", "Atlantis")];
    let error = read(&workbook(&wrong), Take::Recommendations).expect_err("refused");
    assert_eq!(error.to_string(), "line 3: no State is called “Atlantis”");
}
