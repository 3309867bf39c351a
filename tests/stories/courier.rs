//! Offices that no network reaches, and the files that a courier carries for them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a courier carries files in.
struct Bag(TempDir);

impl Bag {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    /// What the hub answered to these files.
    fn to_hub(&self, hub: &Hub, files: &[&str]) -> (Value, Vec<String>) {
        let answers = self.file("answers");
        let mut arguments = vec!["unpack", "--json", "--answers", &answers];
        arguments.extend(files);
        let unpacked: Value = serde_json::from_str(&hub.must(&arguments)).expect("JSON");
        let answers = unpacked["answers"].as_array().expect("a list").iter();
        let answers = answers.map(|it| it.as_str().expect("a name").to_owned()).collect();
        (unpacked, answers)
    }
}

/// A hub that never serves, with an office and a desk that are let in by files alone.
struct Story {
    hub: Hub,
    bag: Bag,
    office: String,
}

impl Story {
    fn new() -> Self {
        let hub = Hub::new();
        let office = hub.office("Field Office", "field-office", "IDN");
        let bag = Bag::new();
        Self { hub, bag, office }
    }

    fn device(&self, office: &str, role: &str, name: &str) -> Device {
        let device = Device::new();
        let code = self.hub.must(&["invite", office, "--role", role, "--name", name]);
        let request = self.bag.file(&format!("{name}-enrols.satchel"));
        device.must(&["enrol", "--by-courier", &request, &code]);
        let bytes = fs::read(&request).expect("a file");
        let secret = code.replace('-', "");
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&secret),
            "the request does not hold the code"
        );
        let (unpacked, answers) = self.bag.to_hub(&self.hub, &[&request]);
        assert_eq!(unpacked["enrolled"], 1);
        let joined = device.json(&["unpack", &answers[0]]);
        assert!(joined[0]["joined"].is_string(), "{joined}");
        device
    }

    fn drafter(&self, name: &str) -> Device {
        self.device(&self.office, "drafter", name)
    }

    fn lead(&self, name: &str) -> Device {
        self.device(&self.office, "lead", name)
    }

    /// Carries what waits on a device to the hub, and the answer back.
    fn round(&self, device: &Device, name: &str) -> Value {
        let out = self.bag.file(&format!("{name}.satchel"));
        device.must(&["pack", &out]);
        let (_, answers) = self.bag.to_hub(&self.hub, &[&out]);
        assert_eq!(answers.len(), 1);
        device.json(&["unpack", &answers[0]])[0].take()
    }
}

fn show(device: &Device, id: &str) -> Value {
    device.json(&["show", id])
}

fn draft(device: &Device, title: &str) -> String {
    let id = device.must(&["new", "request"]);
    device.must(&["set", &id, "title", title]);
    device.must(&["set", &id, "state", "IDN"]);
    device.must(&["set", &id, "context", "Why it is needed."]);
    id
}

fn waiting(device: &Device) -> usize {
    let status = device.json(&["status"]);
    status["sync"]["waiting"].as_array().map_or(usize::MAX, Vec::len)
}

#[test]
fn an_office_that_is_never_online_enrols_drafts_attaches_submits_and_learns_that_it_was_acknowledged() {
    let story = Story::new();
    let headquarters = story.hub.office("Asia desk", "headquarters", "IDN");
    let (lead, desk) = (story.lead("Ayu"), story.device(&headquarters, "desk", "Dana"));
    let id = draft(&lead, "A legal adviser");
    let report = story.bag.file("report.txt");
    fs::write(&report, "What was seen. ".repeat(60_000)).expect("a file");
    let empty = story.bag.file("empty.txt");
    fs::write(&empty, "").expect("a file");
    lead.must(&["attach", &id, &report]);
    lead.must(&["attach", &id, &empty]);
    lead.must(&["submit", &id]);

    let offline = lead.run(&["sync"]);
    assert!(offline.err.contains("[no-hub-address]"), "{}", offline.err);
    assert!(waiting(&lead) > 0);
    let answered = story.round(&lead, "lead-1");
    assert_eq!(answered["accepted"], 4, "a pack, a decision and two files: {answered}");
    assert_eq!(waiting(&lead), 0, "headquarters has all of it");

    story.round(&desk, "desk-1");
    assert_eq!(show(&desk, &id)["title"], "A legal adviser");
    // The desk knows now which file it wants.
    story.round(&desk, "desk-2");
    let saved = story.bag.file("saved.txt");
    desk.must(&["save-attachment", &id, "report.txt", &saved]);
    desk.must(&["save-attachment", &id, "empty.txt", &story.bag.file("saved-empty.txt")]);
    assert_eq!(fs::read(&saved).expect("a file"), fs::read(&report).expect("a file"));
    desk.must(&["event", &id, "acknowledged"]);
    story.round(&desk, "desk-3");

    let answered = story.round(&lead, "lead-2");
    assert!(answered["received"].as_u64() > Some(0), "{answered}");
    assert_eq!(show(&lead, &id)["record"]["status"], "acknowledged");
    assert_eq!(
        story.hub.must(&["verify"]),
        "2 decisions, each signed, allowed and in its place"
    );
}

#[test]
fn an_office_that_is_never_online_is_asked_answers_and_is_accepted_by_files_alone() {
    let story = Story::new();
    let headquarters = story.hub.office("Asia desk", "headquarters", "IDN");
    let (lead, desk) = (story.lead("Ayu"), story.device(&headquarters, "desk", "Dana"));
    let id = draft(&lead, "A legal adviser");
    lead.must(&["submit", &id]);
    story.round(&lead, "lead-1");
    story.round(&desk, "desk-1");
    desk.must(&["event", &id, "acknowledged"]);
    desk.decide(
        &id,
        "clarification_asked",
        &json!({ "text": "From when?", "field": "period" }),
    );
    story.round(&desk, "desk-2");
    story.round(&lead, "lead-2");
    assert_eq!(show(&lead, &id)["record"]["status"], "clarification_asked");
    lead.decide(&id, "clarification_answered", &json!({ "text": "From March." }));
    story.round(&lead, "lead-3");
    story.round(&desk, "desk-3");
    assert!(desk.must(&["ledger", &id]).contains("From March."));
    desk.must(&["event", &id, "accepted"]);
    story.round(&desk, "desk-4");
    story.round(&lead, "lead-4");
    assert_eq!(show(&lead, &id)["record"]["status"], "accepted");
    assert_eq!((waiting(&lead), waiting(&desk)), (0, 0));
    assert!(story.hub.must(&["verify"]).starts_with('5'));
}

#[test]
fn the_hub_packs_what_is_new_for_a_device_since_it_last_wrote() {
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    story.round(&a, "a-1");
    let id = draft(&b, "Training of judges");
    story.round(&b, "b-1");
    let devices = b.json(&["devices"]);
    let of_a = devices[0]["id"].as_str().expect("an id");
    let news = story.bag.file("news.satchel");
    story.hub.must(&["pack", &news, "--for", of_a]);
    a.must(&["unpack", &news]);
    assert_eq!(show(&a, &id)["title"], "Training of judges");
    assert_eq!(waiting(&a), 0);
}

#[test]
fn two_devices_without_a_hub_in_reach_merge_their_edits_by_file() {
    let story = Story::new();
    // Budi is let in after Ayu had her answer: she does not know of him until he writes.
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    assert_eq!(a.json(&["devices"]).as_array().map(Vec::len), Some(0));
    let of_b = draft(&b, "Training of judges");
    let to_a = story.bag.file("to-a.satchel");
    b.must(&["pack", &to_a, "--for", "Ayu"]);
    let unpacked = a.json(&["unpack", &to_a]);
    assert_eq!(
        (&unpacked[0]["received"], &unpacked[0]["set_aside"]),
        (&1.into(), &0.into()),
        "{unpacked}"
    );
    assert_eq!(a.json(&["devices"])[0]["name"], "Budi");

    // Both write at once.
    a.must(&["splice", &of_b, "context", "0", "3", "This is why"]);
    b.must(&["splice", &of_b, "context", "17", "0", " At last."]);
    let (to_b, to_a) = (story.bag.file("to-b.satchel"), story.bag.file("to-a-2.satchel"));
    a.must(&["pack", &to_b, "--for", "budi"]);
    b.must(&["pack", &to_a, "--for", "Ayu"]);
    for _ in 0..2 {
        a.must(&["unpack", &to_a]);
        b.must(&["unpack", &to_b]);
    }
    let text = "This is why it is needed. At last.";
    assert_eq!(
        (&show(&a, &of_b)["context"], &show(&b, &of_b)["context"]),
        (&text.into(), &text.into())
    );

    // Nothing of it is at headquarters, until one of them carries all of it there: Budi's part too.
    assert_eq!(show(&a, &of_b)["record"]["safety"], "here");
    story.round(&a, "a-1");
    assert_eq!(waiting(&a), 0);
    assert_eq!(show(&a, &of_b)["record"]["safety"], "at_headquarters");
    let c = story.drafter("Citra");
    assert_eq!(show(&c, &of_b)["context"], text);
}

/// Budi has not heard of the record before, and no hub is in reach that would tell him.
#[test]
fn a_colleague_gets_a_record_by_file_though_headquarters_had_it_before() {
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    story.round(&b, "b-1");
    let id = draft(&a, "Training of judges");
    story.round(&a, "a-1");
    a.must(&["set", &id, "title", "Training of all judges"]);
    let to_b = story.bag.file("to-b.satchel");
    a.must(&["pack", &to_b, "--for", "Budi"]);
    let unpacked = b.json(&["unpack", &to_b]);
    assert_eq!(unpacked[0]["set_aside"], 0, "{unpacked}");
    b.must(&["set", &id, "context", "They asked for it twice."]);
    story.round(&b, "b-2");
    assert_eq!(waiting(&b), 0);
    story.round(&a, "a-2");
    let there = show(&a, &id);
    assert_eq!(
        (&there["title"], &there["context"]),
        (&"Training of all judges".into(), &"They asked for it twice.".into())
    );
}

#[test]
fn what_headquarters_is_known_to_have_is_not_carried_there_again() {
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    let id = draft(&a, "Training of judges");
    story.round(&a, "a-1");
    story.round(&b, "b-1");
    a.must(&["set", &id, "title", "Training of all judges"]);
    let to_b = story.bag.file("to-b.satchel");
    // An introduction, what headquarters has, and what it has not.
    assert_eq!(a.json(&["pack", &to_b, "--for", "Budi"])["pieces"], 3);
    b.must(&["unpack", &to_b]);
    assert_eq!(show(&b, &id)["title"], "Training of all judges");
    assert_eq!(b.json(&["pack", &story.bag.file("b-2.satchel")])["pieces"], 1);
}

#[test]
fn what_a_colleague_has_carried_to_the_hub_waits_no_longer_though_no_verdict_came() {
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    story.round(&a, "a-1");
    let id = draft(&a, "Training of judges");
    let to_b = story.bag.file("to-b.satchel");
    a.must(&["pack", &to_b, "--for", "Budi"]);
    b.must(&["unpack", &to_b]);
    b.must(&["set", &id, "title", "Training of all judges"]);
    story.round(&b, "b-1");

    let devices = b.json(&["devices"]);
    let of_a = devices[0]["id"].as_str().expect("an id");
    let news = story.bag.file("news.satchel");
    story.hub.must(&["pack", &news, "--for", of_a]);
    a.must(&["unpack", &news]);
    a.must(&["pack", &story.bag.file("a-2.satchel")]);
    assert_eq!(waiting(&a), 0);
    assert_eq!(show(&a, &id)["record"]["safety"], "at_headquarters");
}

#[test]
fn what_a_colleague_gave_by_file_goes_to_the_hub_with_the_next_sync() {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("Field Office", "field-office", "IDN");
    let (a, b) = (
        Device::of(&hub, &office, "drafter", "Ayu"),
        Device::of(&hub, &office, "drafter", "Budi"),
    );
    a.must(&["sync"]);
    b.must(&["sync"]);
    let id = draft(&b, "Training of judges");
    let bag = Bag::new();
    let to_a = bag.file("to-a.satchel");
    b.must(&["pack", &to_a, "--for", "Ayu"]);
    a.must(&["unpack", &to_a]);
    a.must(&["set", &id, "title", "Training of all judges"]);
    let report = a.json(&["sync"]);
    assert_eq!(
        (&report["sent"], &report["refused"], &report["pending"]),
        (&2.into(), &0.into(), &0.into()),
        "{report}"
    );
    assert_eq!(show(&a, &id)["record"]["safety"], "at_headquarters");
    b.must(&["sync"]);
    assert_eq!(show(&b, &id)["title"], "Training of all judges");
    assert_eq!(b.json(&["sync"])["requests"], 1, "nothing is left to repair");
}

#[test]
fn a_satchel_that_is_read_twice_changes_nothing_and_gets_the_same_answer() {
    let story = Story::new();
    let a = story.lead("Ayu");
    let id = draft(&a, "A legal adviser");
    a.must(&["submit", &id]);
    let out = story.bag.file("out.satchel");
    a.must(&["pack", &out]);
    let (first, answers) = story.bag.to_hub(&story.hub, &[&out, &out]);
    let (again, same) = story.bag.to_hub(&story.hub, &[&out]);
    assert_eq!((&first["taken"], &again["taken"]), (&4.into(), &2.into()));
    assert_eq!(answers, same);
    assert_eq!(story.hub.must(&["verify"]).chars().next(), Some('1'));
    for _ in 0..2 {
        a.must(&["unpack", &answers[0]]);
        let shown = show(&a, &id);
        assert_eq!(
            (&shown["record"]["status"], &shown["record"]["version"]),
            (&"submitted".into(), &1.into())
        );
        assert_eq!(waiting(&a), 0);
    }
}

#[test]
fn what_is_damaged_is_refused_piece_by_piece_and_all_good_pieces_are_kept() {
    let story = Story::new();
    let a = story.drafter("Ayu");
    let ids: Vec<String> = (0..8).map(|number| draft(&a, &format!("Request {number}"))).collect();
    let out = story.bag.file("out.satchel");
    a.must(&["pack", &out]);
    let good = fs::read(&out).expect("a file");
    let mut bytes = good.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    let damaged = story.bag.file("damaged.satchel");
    fs::write(&damaged, &bytes).expect("written");
    let (unpacked, answers) = story.bag.to_hub(&story.hub, &[&damaged]);
    assert_eq!(
        (&unpacked["taken"], &unpacked["damaged"]),
        (&7.into(), &1.into()),
        "{unpacked}"
    );
    let mut answer = fs::read(&answers[0]).expect("a file");
    a.must(&["unpack", &answers[0]]);
    assert_eq!(waiting(&a), 1, "the damaged one still waits");
    story.round(&a, "again");
    assert_eq!(waiting(&a), 0);

    // An answer whose end is missing: what is there counts, and the reader is told.
    answer.truncate(answer.len() - 100);
    let truncated = story.bag.file("truncated.satchel");
    fs::write(&truncated, &answer).expect("written");
    let said = a.run(&["unpack", &truncated]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("[satchel-damaged]"), "{}", said.err);
    assert!(said.out.contains("7 taken"), "{}", said.out);
    assert_eq!(ids.len(), 8);
}

#[test]
fn a_satchel_is_split_over_files_and_each_is_read_by_itself() {
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    let id = draft(&b, "With a film");
    let film: Vec<u8> = (0..3_000_000_u32)
        .flat_map(|it| it.wrapping_mul(2_654_435_761).to_be_bytes())
        .collect();
    let (film, _) = film.split_at(2_500_000);
    let file = story.bag.file("film.bin");
    fs::write(&file, film).expect("a file");
    b.must(&["attach", &id, &file]);
    let out = story.bag.file("out.satchel");
    let packed = b.json(&["pack", &out, "--for", "Ayu", "--max-mb", "1"]);
    let files = packed["files"].as_u64().expect("a number");
    assert!(files >= 3, "{packed}");
    let mut names = vec![out.clone()];
    names.extend((2..=files).map(|number| story.bag.file(&format!("out.{number}.satchel"))));
    for name in &names {
        assert!(fs::metadata(name).expect("a file").len() <= 1 << 20, "{name}");
    }
    // The first tells of the film; the others may come in any order, and each on another day.
    names[1..].reverse();
    for name in &names {
        a.must(&["unpack", name]);
    }
    let saved = story.bag.file("saved.bin");
    a.must(&["save-attachment", &id, "film.bin", &saved]);
    assert_eq!(fs::read(&saved).expect("a file"), film);
    // Whole again in one piece at the hub.
    let mut to_hub = Vec::new();
    b.must(&["pack", &story.bag.file("hub.satchel"), "--max-mb", "1"]);
    for entry in fs::read_dir(Path::new(&story.bag.file("")))
        .expect("a folder")
        .flatten()
    {
        let path: PathBuf = entry.path();
        if path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("hub."))
        {
            to_hub.push(path.to_string_lossy().into_owned());
        }
    }
    to_hub.sort_by_key(|name| (name.len(), name.clone()));
    // "hub.satchel" is the first of them, and "hub.2.satchel" is longer.
    to_hub.reverse();
    let files = to_hub.iter().map(|name| {
        let (unpacked, _) = story.bag.to_hub(&story.hub, &[name]);
        unpacked["files"].as_u64().expect("a number")
    });
    assert_eq!(files.sum::<u64>(), 1);
}

#[test]
fn a_file_for_somebody_else_says_for_whom_it_is_and_another_file_that_it_is_none() {
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    let c = story.drafter("Citra");
    let to_a = story.bag.file("to-a.satchel");
    draft(&b, "Training of judges");
    b.must(&["pack", &to_a, "--for", "Ayu"]);
    let said = c.run(&["unpack", &to_a]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("[satchel-for-another]") && said.err.contains("Ayu"),
        "{}",
        said.err
    );
    let said = story
        .hub
        .must(&["unpack", "--json", "--answers", &story.bag.file("answers"), &to_a]);
    assert!(
        said.contains("\"taken\":0") && !said.contains("\"for_others\":0"),
        "{said}"
    );
    let other = story.bag.file("letter.txt");
    for content in ["Dear colleagues", ""] {
        fs::write(&other, content).expect("a file");
        for said in [
            a.run(&["unpack", &other]),
            story
                .hub
                .run(&["unpack", "--answers", &story.bag.file("answers"), &other]),
        ] {
            assert_eq!(said.code, Some(1));
            assert!(
                said.err.contains("not a satchel") || said.err.contains("[not-a-satchel]"),
                "{}",
                said.err
            );
        }
    }
    let said = b.run(&["pack", &story.bag.file("x.satchel"), "--for", "Nobody"]);
    assert!(said.err.contains("[no-such-device]"), "{}", said.err);
}

#[test]
fn a_code_lets_in_by_courier_as_often_as_on_the_wire_which_is_once() {
    let story = Story::new();
    let code = story
        .hub
        .must(&["invite", &story.office, "--role", "drafter", "--name", "Ayu"]);
    let (one, two) = (Device::new(), Device::new());
    let mut answers = Vec::new();
    for (device, name) in [(&one, "one.satchel"), (&two, "two.satchel")] {
        let request = story.bag.file(name);
        device.must(&["enrol", "--by-courier", &request, &code]);
        answers.push(story.bag.to_hub(&story.hub, &[&request]).1.remove(0));
    }
    one.must(&["unpack", &answers[0]]);
    let said = two.run(&["unpack", &answers[1]]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("[code-used]"), "{}", said.err);
}

#[tokio::test]
async fn a_satchel_is_opened_and_saved_in_the_window() {
    if !can_show(Engine::Browser) {
        return;
    }
    let story = Story::new();
    let (a, b) = (story.drafter("Ayu"), story.drafter("Budi"));
    let id = draft(&b, "Training of judges");
    let to_a = story.bag.file("to-a.satchel");
    b.must(&["pack", &to_a, "--for", "Ayu"]);
    let window = Window::open(Engine::Browser, &a).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#open-sync").await;
    let file = window.find("#courier-open").await;
    file.send_keys(&to_a).await.expect("a file is chosen");
    window.find("#courier-outcome").await;
    let told = window.text("#courier-outcome").await;
    // Names and numbers stand between marks of direction.
    let told = told.replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(told, "From Budi. Received: 1.");
    // He is known now, and can be written to.
    window.find("#courier-to option:nth-child(2)").await;
    let other = story.bag.file("letter.txt");
    fs::write(&other, "Dear colleagues").expect("a file");
    let file = window.find("#courier-open").await;
    file.send_keys(&other).await.expect("a file is chosen");
    window.find("#courier-problem[data-code=not-a-satchel]").await;
    window.press("#courier-pack").await;
    window.find("#courier-outcome").await;
    let told = window.text("#courier-outcome").await;
    assert!(told.starts_with("Packed: "), "{told}");
    window.press("#sync-panel .button.quiet").await;
    window.press(&format!("[data-record=\"{id}\"]")).await;
    window.holds("#field-title", "Training of judges").await;
    window.close().await;
}
