//! What is set aside: with its reason, and without anything else.

use super::*;

#[test]
fn what_an_older_program_could_not_read_is_there_once_a_newer_one_opens_the_vault() {
    let (app, folder) = app();
    let mut ayu = Colleague::new(1);
    bring(&app, vec![ayu.card()]);
    let (first, second) = (ayu.write("one"), ayu.write("two"));
    let ids = [1, 2].map(|number| RecordId(Uuid::from_u128(number)));
    // As programs before kept it, and as it is kept now.
    put_aside(&app, ids[0], "pack-unreadable", bytes(&ayu.send(ids[0], &first)));
    put_aside(
        &app,
        ids[1],
        "missing-changes",
        &wire::to_cbor(&ayu.send(ids[1], &second)),
    );
    put_aside(
        &app,
        ids[1],
        "pack-unreadable",
        &wire::to_cbor(&ayu.send(ids[1], &first)),
    );
    drop(app);
    let app = opened(folder.path());
    assert_eq!(aside(&app), [""; 0]);
    assert_eq!(ids.map(|id| context(&app, id)), ["one ", "two one "]);
}

#[test]
fn a_pack_that_nobody_can_read_stays_with_its_reason_and_stops_no_other() {
    let (app, folder) = app();
    let mut ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(1));
    let (first, second) = (ayu.write("one"), ayu.write("two"));
    let mut newer = wire::to_cbor(&ayu.pack(record, &first));
    let at = newer.windows(7).position(|it| it == b"request").expect("a kind");
    newer[at..at + 7].copy_from_slice(b"inquiry");
    let unknown_kind = Update::Pack(ByteBuf::from(ayu.key.seal(Purpose::Pack, newer)));
    let nobodys = Colleague::new(9).write("nobody");
    let stranger = Colleague::new(9);
    bring(
        &app,
        vec![
            stranger.send(record, &nobodys),
            ayu.card(),
            unknown_kind.clone(),
            ayu.send(record, &second),
        ],
    );
    assert_eq!(aside(&app), ["unknown-device", "pack-unreadable", "missing-changes"]);
    // The same again is not a second problem.
    bring(&app, vec![unknown_kind]);
    assert_eq!(aside(&app).len(), 3);
    bring(&app, vec![ayu.send(record, &first)]);
    drop(app);
    let app = opened(folder.path());
    assert_eq!(context(&app, record), "two one ");
    assert_eq!(aside(&app), ["unknown-device", "pack-unreadable"]);
}

#[test]
fn a_pack_that_contradicts_what_is_here_takes_nothing_with_it() {
    let (app, _folder) = app();
    // A vault that was copied: two lives of one device make different changes under the same number.
    let (mut ayu, mut copy) = (Colleague::new(1), Colleague::new(1));
    bring(&app, vec![ayu.card()]);
    let record = RecordId(Uuid::from_u128(1));
    let (first, second) = (ayu.write("one"), ayu.write("two"));
    let other = copy.write("another");
    bring(
        &app,
        vec![
            ayu.send(record, &first),
            copy.send(record, &other),
            ayu.send(record, &second),
        ],
    );
    assert_eq!(context(&app, record), "two one ");
    assert_eq!(aside(&app), ["record-damaged"]);
}

/// A device of the office may sign what no document can take: Automerge finds out at once, or only when it reads the document
/// again.
#[test]
fn a_pack_after_which_a_record_could_not_be_read_is_set_aside_and_no_other() {
    let (app, folder) = app();
    let mut budi = Colleague::new(2);
    bring(&app, vec![Colleague::new(1).card(), budi.card()]);
    let ids = [1, 2, 3].map(|number| RecordId(Uuid::from_u128(number)));
    let mut ayu = Colleague::new(1);
    let first = ayu.edit(splice(0, 0, "one "));
    budi.document.apply(&first).expect("merged");
    let second = budi.write("two");
    let unfit = |before: &[Edit]| -> Vec<Change> {
        let mut elsewhere = Colleague::new(1);
        let before = before.iter().flat_map(|edit| elsewhere.edit(edit.clone()));
        let ground = before.last().expect("a change").hash();
        let edited = elsewhere.edit(splice(0, 0, "elsewhere"));
        edited
            .iter()
            .map(|change| rebased(change, ground, first[0].hash()))
            .collect()
    };
    // A change is left out between them; and its operations have the numbers of others.
    let at_once = unfit(&[splice(0, 0, "one "), splice(0, 0, "two ")]);
    let later = unfit(&[splice(0, 0, "1")]);
    for (id, unfit) in ids.into_iter().zip([&at_once, &later]) {
        bring(
            &app,
            vec![
                ayu.send(id, &first),
                ayu.send(id, unfit),
                budi.send(id, &second),
                ayu.send(ids[2], &first),
            ],
        );
    }
    assert_eq!(aside(&app), ["record-damaged", "record-damaged"]);
    drop(app);
    let app = opened(folder.path());
    assert_eq!(ids.map(|id| context(&app, id)), ["two one ", "two one ", "one "]);
    assert_eq!(aside(&app), ["record-damaged", "record-damaged"]);
}

#[test]
fn a_snapshot_stays_whole_where_a_pack_that_came_with_it_is_set_aside() {
    let (app, folder) = app();
    let (mut ayu, mut budi) = (Colleague::new(1), Colleague::new(2));
    let mut elsewhere = Colleague::new(1);
    let id = RecordId(Uuid::from_u128(1));
    let known = ayu.write("one");
    budi.document.apply(&known).expect("merged");
    let snapshot = |from: &mut Colleague| {
        Update::Snapshot(Snapshot {
            record: id,
            kind: Kind::Request,
            office: OfficeId(Uuid::from_u128(1)),
            document: ByteBuf::from(from.document.snapshot()),
        })
    };
    // It has the number of a change that the snapshot holds.
    let unfit = elsewhere.write("elsewhere");
    let second = budi.write("two");
    let updates = vec![
        ayu.card(),
        budi.card(),
        snapshot(&mut ayu),
        ayu.send(id, &unfit),
        budi.send(id, &second),
    ];
    bring(&app, updates);
    assert_eq!(aside(&app), ["record-damaged"]);
    assert_eq!(context(&app, id), "two one ");
    // One that has all that is here, and more.
    budi.write("three");
    let later = budi.write("four");
    ayu.document.apply(&second).expect("merged");
    let at_once = ayu.write("and");
    bring(
        &app,
        vec![snapshot(&mut budi), ayu.send(id, &unfit), ayu.send(id, &at_once)],
    );
    drop(app);
    let app = opened(folder.path());
    let text = context(&app, id);
    for word in ["one ", "two ", "three ", "four ", "and "] {
        assert_eq!(text.matches(word).count(), 1, "{text}");
    }
    assert!(!text.contains("elsewhere"), "{text}");
    bring(&app, vec![budi.send(id, &later)]);
    assert_eq!(context(&app, id), text);
}

#[test]
fn what_came_in_pieces_and_is_nothing_known_is_set_aside_once() {
    let (app, folder) = app();
    let mut ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(1));
    let first = ayu.write("one");
    let noise = [1; 10];
    bring(&app, vec![piece(0, &noise, false), piece(10, &noise, true), ayu.card()]);
    assert_eq!(aside(&app), ["update-unreadable"]);
    drop(app);
    let app = opened(folder.path());
    bring(&app, vec![ayu.send(record, &first)]);
    let cursor = app.with_open(|open| Ok(settings::cursor(open.vault.read())?));
    assert!(!cursor.expect("a cursor").is_start(), "nothing is asked for anew");
    assert_eq!(context(&app, record), "one ");
    assert_eq!(aside(&app), ["update-unreadable"]);
}

#[test]
fn what_is_set_aside_is_told_written_out_and_tried_again() {
    let (app, folder) = app();
    let mut ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(9));
    let first = ayu.write("one");
    bring(&app, vec![ayu.send(record, &first)]);
    let problems = app.problems().expect("a list");
    assert_eq!(problems.len(), 1, "nobody has introduced its signer: {problems:?}");
    let out = folder.path().join("problem.json");
    app.export_problem(problems[0].number, &out).expect("written");
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).expect("a file")).expect("JSON");
    assert_eq!(written["code"], problems[0].problem.code);
    let came = data_encoding::BASE64
        .decode(written["update"].as_str().expect("bytes").as_bytes())
        .expect("base64");
    assert_eq!(came, wire::to_cbor(&ayu.send(record, &first)));
    assert!(
        app.export_problem(problems[0].number, &out).is_err(),
        "nothing is written over"
    );
    assert!(matches!(
        app.export_problem(problems[0].number + 1, &folder.path().join("other")),
        Err(AppError::NoProblem(_))
    ));
    assert_eq!(app.retry().expect("tried").len(), 1, "nothing has changed");
    // What headquarters refused goes again, and is as it was until then.
    let mine = app.create(Kind::Request).expect("a record").row.id;
    put_aside(&app, mine, "office-full", &[]);
    assert_eq!(app.retry().expect("tried").len(), 1);
    let waiting = app.sync_state().expect("a state").waiting;
    assert!(waiting.iter().any(|it| it.id == mine), "{waiting:?}");
}
