//! A member of one office can neither read nor write another's record: by no command of the window, in no role.

use satchel_client::{App, vault::Passphrase};
use satchel_shared::{
    edit::{Edit, Scalar},
    ids::{ItemId, OfficeId, RecordId, RequestId},
    ledger::{Decision, Fund, FundDecision, OfficeDecision, OfficeKind, Role, ServiceLevels},
    path::Path,
    schema::Kind,
    window::*,
};
use satchel_tests::{Device, Hub, device::PASSPHRASE};
use serde_json::{Value, json};

const OF_THE_DRAFT: &str = "Nobody outside reads this draft.";
const OF_THE_SUBMITTED: &str = "Nobody but the desk reads this.";

/// What can be asked by a command.
enum Asked {
    /// It only waits, and tells whether something came.
    Waits,
    /// It names no record.
    NoRecord(Value),
    OnARecord(Value),
}

fn json_of(request: &impl Request) -> Value {
    serde_json::to_value(request).expect("JSON")
}

/// A request by each command; one that this does not know is asked for by nobody yet.
fn asked(command: &str, id: RecordId, office: OfficeId, own: &str) -> Asked {
    let on = |request: Value| Asked::OnARecord(request);
    let none = |request: Value| Asked::NoRecord(request);
    let moment: Moment = "v1".parse().expect("a moment");
    let text = || "Not by its office.".to_owned();
    match command {
        WaitForNews::COMMAND => Asked::Waits,
        OpenRecord::COMMAND => on(json_of(&OpenRecord { id })),
        CopyRecord::COMMAND => on(json_of(&CopyRecord { id })),
        EditRecord::COMMAND => on(json_of(&EditRecord {
            request: RequestId(id.0),
            id,
            base: Base::default(),
            edits: vec![Edit::Set {
                path: Path::field("title"),
                value: Scalar::from("Not by its office"),
            }],
        })),
        SubmitRecord::COMMAND => on(json_of(&SubmitRecord { id })),
        ShareRecord::COMMAND => on(json_of(&ShareRecord { id })),
        ProposeTheme::COMMAND => on(json_of(&ProposeTheme { id })),
        GetPublic::COMMAND => on(json_of(&GetPublic { id })),
        Decide::COMMAND => on(json_of(&Decide {
            id,
            what: Decision::Withdrawn { reason: text() },
        })),
        GetRelated::COMMAND => on(json_of(&GetRelated { id })),
        OpenAssessment::COMMAND => on(json_of(&OpenAssessment { id })),
        PlanActivity::COMMAND => on(json_of(&PlanActivity { id })),
        GetHistory::COMMAND => on(json_of(&GetHistory { id })),
        GetMoment::COMMAND => on(json_of(&GetMoment { id, at: moment })),
        GetComparison::COMMAND => on(json_of(&GetComparison {
            id,
            from: moment.clone(),
            to: moment,
        })),
        RestoreRecord::COMMAND => on(json_of(&RestoreRecord { id, to: moment })),
        AddComment::COMMAND => on(json_of(&AddComment {
            id,
            on: None,
            text: text(),
        })),
        ReplyToComment::COMMAND => on(json_of(&ReplyToComment {
            id,
            comment: ItemId(id.0),
            text: text(),
        })),
        ResolveComment::COMMAND => on(json_of(&ResolveComment {
            id,
            comment: ItemId(id.0),
            resolved: true,
        })),
        BeginAttachment::COMMAND => on(json_of(&BeginAttachment {
            id,
            name: "Annex.txt".to_owned(),
            bytes: 3,
        })),
        GetSession::COMMAND => none(json_of(&GetSession {})),
        CreateVault::COMMAND => none(json_of(&CreateVault {
            passphrase: PASSPHRASE.to_owned(),
        })),
        Unlock::COMMAND => none(json_of(&Unlock {
            passphrase: PASSPHRASE.to_owned(),
        })),
        // What is locked shows nothing; the next command needs it open.
        Lock::COMMAND => Asked::Waits,
        Enrol::COMMAND => none(json_of(&Enrol {
            url: own.to_owned(),
            code: "AAAA-AAAA-AAAA-AAAA".to_owned(),
        })),
        ListRecords::COMMAND => none(json_of(&ListRecords {
            text: "Nobody".to_owned(),
            ..ListRecords::default()
        })),
        GetHome::COMMAND => none(json_of(&GetHome {})),
        MarkSeen::COMMAND => none(json_of(&MarkSeen { up_to: 0 })),
        GetSavedFilters::COMMAND => none(json_of(&GetSavedFilters {})),
        KeepSavedFilters::COMMAND => none(json_of(&KeepSavedFilters { filters: Vec::new() })),
        CreateRecord::COMMAND => none(json_of(&CreateRecord { kind: Kind::Request })),
        GetPartners::COMMAND => none(json_of(&GetPartners {})),
        GetGuests::COMMAND => none(json_of(&GetGuests {})),
        GetDesk::COMMAND => none(json_of(&GetDesk {})),
        GetBoard::COMMAND => none(json_of(&GetBoard {
            most: 100,
            ..GetBoard::default()
        })),
        ListOffices::COMMAND => none(json_of(&ListOffices {})),
        GetOffice::COMMAND => none(json_of(&GetOffice { id: office })),
        AddOffice::COMMAND => none(json_of(&AddOffice {
            name: "Another".to_owned(),
            kind: OfficeKind::Agency,
            states: Vec::new(),
        })),
        Invite::COMMAND => none(json_of(&Invite {
            office,
            member: None,
            name: "Ana".to_owned(),
            role: Role::Lead,
        })),
        DecideOnOffice::COMMAND => none(json_of(&DecideOnOffice {
            office,
            what: OfficeDecision::LevelsSet(ServiceLevels::default()),
        })),
        GetFunds::COMMAND => none(json_of(&GetFunds {})),
        GetFund::COMMAND => none(json_of(&GetFund { fund: Fund::Vftc })),
        GetFundable::COMMAND => none(json_of(&GetFundable {})),
        EnterIntoFund::COMMAND => none(json_of(&EnterIntoFund {
            fund: Fund::Vftc,
            what: FundDecision::Allocation {
                to: id,
                amount: 100,
                note: String::new(),
                overdraft: text(),
            },
        })),
        ReadContributions::COMMAND => none(json_of(&ReadContributions {
            fund: Fund::Vftc,
            bytes: Piece(b"donor\n".to_vec()),
        })),
        EnterContributions::COMMAND => none(json_of(&EnterContributions {
            fund: Fund::Vftc,
            contributions: Vec::new(),
        })),
        ExportFund::COMMAND => none(json_of(&ExportFund { fund: Fund::Vftc })),
        AddPiece::COMMAND => none(json_of(&AddPiece {
            upload: Upload(7),
            piece: Piece(vec![1]),
        })),
        FinishAttachment::COMMAND => none(json_of(&FinishAttachment {
            upload: Upload(7),
            caption: String::new(),
            confidential: false,
            pictures: None,
        })),
        CancelAttachment::COMMAND => none(json_of(&CancelAttachment { upload: Upload(7) })),
        ReadPiece::COMMAND => none(json_of(&ReadPiece {
            hash: blake3::hash(OF_THE_DRAFT.as_bytes()).to_hex().to_string(),
            place: 0,
        })),
        GetPictures::COMMAND => none(json_of(&GetPictures {})),
        SetPictures::COMMAND => none(json_of(&SetPictures(Pictures {
            smaller: false,
            without_location: true,
        }))),
        SearchRecommendations::COMMAND => none(json_of(&SearchRecommendations {
            text: "Nobody".to_owned(),
            from: 0,
            limit: 10,
            filter: RecommendationFilter::default(),
        })),
        CountRecommendations::COMMAND => none(json_of(&CountRecommendations {
            text: "Nobody".to_owned(),
            filter: RecommendationFilter::default(),
        })),
        GetRecommendationFacets::COMMAND => none(json_of(&GetRecommendationFacets {})),
        GetStatement::COMMAND => none(json_of(&GetStatement {
            of: Some(Speaker::State("IDN".parse().expect("a State"))),
        })),
        ReplaceKey::COMMAND => none(json_of(&ReplaceKey {})),
        GetCoordination::COMMAND => none(json_of(&GetCoordination::default())),
        GetGaps::COMMAND => none(json!({ "state": "IDN" })),
        SyncNow::COMMAND => none(json_of(&SyncNow { with_files: true })),
        StopSync::COMMAND => none(json_of(&StopSync {})),
        RetryProblems::COMMAND => none(json_of(&RetryProblems {})),
        SetLinkUse::COMMAND => none(json_of(&SetLinkUse(LinkUse::default()))),
        GetSyncState::COMMAND => none(json_of(&GetSyncState {})),
        GetColleagues::COMMAND => none(json_of(&GetColleagues {})),
        PackSatchel::COMMAND => none(json_of(&PackSatchel {
            receiver: SatchelFor::Hub,
        })),
        ReadSatchel::COMMAND => none(json_of(&ReadSatchel { place: 0 })),
        BeginSatchel::COMMAND => none(json_of(&BeginSatchel {})),
        AddToSatchel::COMMAND => none(json_of(&AddToSatchel { piece: Piece(vec![1]) })),
        UnpackSatchel::COMMAND => none(json_of(&UnpackSatchel {
            name: "a.satchel".to_owned(),
        })),
        unknown => panic!("nobody asks for {unknown} here"),
    }
}

/// An office's request, of which the text is only there; with an attached file of the same bytes.
fn request(lead: &Device, text: &str) -> RecordId {
    let id = lead.must(&["new", "request"]);
    let file = lead.vault().with_file_name("annex.txt");
    std::fs::write(&file, text).expect("a file");
    lead.batch(&[
        format!("set {id} title 'A legal adviser'"),
        format!("set {id} state IDN"),
        format!("set {id} context '{text}'"),
        format!("attach {id} '{}'", file.display()),
    ]);
    id.parse().expect("an id")
}

/// A record of each other kind, by who writes such ones: none of them is submitted, or shared.
fn others<'devices>(
    [lead, partner, mandate, desk]: [&'devices Device; 4],
    submitted: RecordId,
) -> Vec<(&'devices Device, RecordId)> {
    let written = |device: &'devices Device, id: String, field: &str| {
        device.must(&["set", &id, field, OF_THE_DRAFT]);
        (device, id.parse().expect("an id"))
    };
    let new = |device: &'devices Device, kind: Kind, field: &str| {
        let id = device.must(&["new", kind.as_str()]);
        written(device, id, field)
    };
    vec![
        new(lead, Kind::Practice, "title"),
        new(partner, Kind::Activity, "title"),
        new(mandate, Kind::Observation, "text"),
        new(desk, Kind::Discussion, "theme"),
        written(desk, desk.must(&["assess", &submitted.to_string()]), "concerns"),
    ]
}

/// A practice that every office may read, and nobody else may write.
fn shared(lead: &Device, desk: &Device) -> RecordId {
    let id = lead.must(&["new", "practice"]);
    lead.batch(&[
        format!("set {id} title 'Night lawyers'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'No lawyer was there at night.'"),
        format!("set {id} description 'A lawyer is on call each night.'"),
        format!("submit {id}"),
    ]);
    lead.must(&["sync"]);
    desk.must(&["sync"]);
    desk.must(&["event", &id, "acknowledged"]);
    desk.must(&["sync"]);
    lead.must(&["sync"]);
    let on = ["consent", "give", &id, "--scope", "network", "--on", "2026-03-01"];
    let by = [
        "--authority",
        "Ministry of Justice",
        "--evidence",
        "Note verbale 12/2026",
    ];
    lead.must(&[on.as_slice(), &by].concat());
    lead.must(&["event", &id, "shared"]);
    lead.must(&["sync"]);
    id.parse().expect("an id")
}

#[test]
fn by_no_command_does_anyone_of_another_office_read_or_write_a_record() {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let lead = Device::of(&hub, &office, "lead", "Ayu");
    let (draft, submitted) = (request(&lead, OF_THE_DRAFT), request(&lead, OF_THE_SUBMITTED));
    lead.must(&["submit", &submitted.to_string()]);
    lead.must(&["sync", "--files"]);
    let member = |name: &str, kind: &str, role: &str| {
        let office = hub.office(name, kind, "IDN");
        let device = Device::of(&hub, &office, role, name);
        device.must(&["sync"]);
        device
    };
    let partner = member("Courts agency", "agency", "partner");
    let mandate = member("Special Rapporteur", "mandate", "mandate");
    let desk = member("Asia desk", "headquarters", "desk");
    let mut records = vec![(&lead, draft), (&lead, submitted)];
    records.extend(others([&lead, &partner, &mandate, &desk], submitted));
    let shared = shared(&lead, &desk);
    records.push((&lead, shared));
    let known = || {
        let known = |(owner, id): &(&Device, RecordId)| {
            owner.must(&["sync", "--files"]);
            ["show", "ledger"].map(|what| owner.json(&[what, &id.to_string()]))
        };
        records.iter().map(known).collect::<Vec<_>>()
    };
    let before = known();
    for role in Role::ALL {
        let kind = OfficeKind::ALL
            .iter()
            .copied()
            .find(|kind| role.sits_in(*kind))
            .expect("an office");
        let elsewhere = hub.office(&format!("Office of a {role}"), kind.as_str(), "IDN");
        let device = Device::of(&hub, &elsewhere, role.as_str(), "Stranger");
        device.must(&["sync", "--files"]);
        let app = App::new(device.vault());
        app.unlock(&Passphrase::new(PASSPHRASE.to_owned())).expect("open");
        for (_, id) in records.iter().copied() {
            let is_first = id == draft || id == submitted;
            let may_read = id == shared || (*role == Role::Desk && id == submitted);
            for command in COMMANDS {
                let (request, names_it) = match asked(command, id, office.parse().expect("an id"), &hub.url()) {
                    Asked::Waits => continue,
                    // Nothing else is asked of the other kinds' records.
                    Asked::NoRecord(_) if !is_first => continue,
                    Asked::NoRecord(request) => (request, false),
                    Asked::OnARecord(request) => (request, true),
                };
                let answer = app.call(command, request);
                let told = format!("{answer:?}");
                assert!(
                    !told.contains("no command") && !told.contains("bad-request"),
                    "{role} {command}: {told}"
                );
                assert!(!told.contains(OF_THE_DRAFT), "{role} {command}: {told}");
                assert!(
                    *role == Role::Desk || !told.contains(OF_THE_SUBMITTED),
                    "{role} {command}: {told}"
                );
                assert!(!names_it || may_read || answer.is_err(), "{role} {command}: {told}");
                if let Ok(Value::Object(view)) = &answer
                    && may_read
                    && view.get("id") == Some(&json!(id))
                {
                    assert_ne!(
                        view.get("writable"),
                        Some(&Value::Bool(true)),
                        "{role} {command}: {told}"
                    );
                }
            }
        }
        drop(app);
        // What waits there is refused, or of an office of its own.
        let synced = device.run(&["sync", "--files"]);
        assert!(matches!(synced.code, Some(0 | 1)), "{role}: {}", synced.err);
        assert_eq!(known(), before, "{role}");
    }
}
