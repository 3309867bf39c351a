//! Answers, as text for people or as JSON for scripts.

mod decision;
mod history;
mod plain;

use std::{
    io::{self, Write},
    path::Path,
};

pub(crate) use history::{comparison, history};
pub(crate) use plain::plain;

use satchel_client::App;
use satchel_shared::{
    Problem,
    attachment::Attachment,
    day::Day,
    edit::Scalar,
    locale::{Language, Texts},
    rules,
    window::{
        Attached, Colleague, Conflict, Coordination, DeskMember, Gaps, Home, LedgerEntry, LedgerLine, ListRecords,
        PackedSatchel, Partner, RecommendationHits, RecordLedger, RecordRow, RecordView, Related, RelatedRecord,
        Safety, SetAside, Speaker, StandingView, Statement, SyncReport, SyncState, Tally, UnpackedSatchel,
    },
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::Failure;

pub(crate) fn line(text: &str) -> Result<(), Failure> {
    lines([text])
}

/// A reader that has seen enough (`| head`) ends the output, and is no failure.
pub(crate) fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for text in texts {
        match writeln!(out, "{}", plain(text.as_ref())) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            other => other.map_err(Failure::other)?,
        }
    }
    Ok(())
}

/// Tells on standard error what is amiss at fields of these names: what was typed is kept all the same.
pub(crate) fn amiss(view: &RecordView, names: &str) {
    let texts = Texts::new(Language::English);
    let found = rules::check(view.row.kind, &view.content).into_iter();
    for (path, rule) in found.filter(|(path, _)| path.names() == names) {
        eprintln!("{path}: {}", texts.get(&format!("rule-{}", rule.as_str())));
    }
}

pub(crate) fn as_json(value: &impl Serialize) -> Result<(), Failure> {
    line(&serde_json::to_string_pretty(value).map_err(Failure::other)?)
}

/// The fields by their names, as `new --from` reads them, with what is known of the record under `record`.
pub(crate) fn record(view: &RecordView, json: bool) -> Result<(), Failure> {
    if json {
        let mut about = serde_json::to_value(&view.row).map_err(Failure::other)?;
        if let Value::Object(about) = &mut about {
            about.insert("writable".to_owned(), json!(view.writable));
            about.insert("conflicts_in".to_owned(), json!(view.conflicts_in));
        }
        let mut all = Map::from_iter([("id".to_owned(), json!(view.row.id)), ("record".to_owned(), about)]);
        all.extend(view.content.clone());
        return as_json(&all);
    }
    let mut out = vec![format!(
        "{}  {}  {}",
        view.row.id,
        view.row.kind,
        standing_text(&view.row.standing)
    )];
    for (name, value) in &view.content {
        outline(name, value, 0, &mut out);
    }
    for conflict in &view.conflicts_in {
        out.push(format!("two values: {}", conflict.path));
    }
    lines(out)
}

pub(crate) fn outline(name: &str, value: &Value, depth: usize, out: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => out.push(format!("{indent}{name}: {text}")),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                outline(&format!("{name}[{place}]"), item, depth, out);
            }
        }
        Value::Object(fields) => {
            out.push(format!("{indent}{name}:"));
            fields
                .iter()
                .filter(|(name, _)| *name != "id")
                .for_each(|(name, value)| outline(name, value, depth + 1, out));
        }
        Value::Bool(_) | Value::Number(_) => out.push(format!("{indent}{name}: {value}")),
    }
}

pub(crate) fn list(rows: &[RecordRow], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&rows);
    }
    lines(rows.iter().map(|row| {
        let excerpt = row.found.as_ref().and_then(|found| found.excerpt.as_ref());
        let excerpt = excerpt.map_or_else(String::new, |excerpt| format!("\n    {}", excerpt.text));
        let safety = match row.safety {
            Safety::Here => "not sent",
            // The hub has it, for the office's own devices: headquarters reads no draft.
            Safety::AtHeadquarters if row.standing.version == 0 => "synced",
            Safety::AtHeadquarters => "at headquarters",
            Safety::SetAside => "set aside",
        };
        format!(
            "{}  {}  {:<24}  {:<15}  {}{excerpt}",
            row.id,
            row.kind,
            standing_text(&row.standing),
            safety,
            row.title
        )
    }))
}

pub(crate) fn recommendations(found: &RecommendationHits, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&found.hits);
    }
    lines(found.hits.iter().map(|hit| {
        let it = &hit.recommendation;
        let position = it.position.map_or(it.source.as_str(), |position| position.as_str());
        format!("{}  {}  {}  {}  {}", it.id, it.state, it.reference, position, it.text)
    }))
}

/// Markdown: a heading for each topic, and for each record under it. Where nobody is named, a line for each who could speak.
pub(crate) fn statement(pack: &Statement, of: Option<Speaker>, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(pack);
    }
    let Some(of) = of else {
        let institutions = pack.institutions.iter().map(|it| format!("{}\t{}", it.id, it.name));
        return lines(pack.states.iter().map(ToString::to_string).chain(institutions));
    };
    let institution = pack.institutions.iter().find(|it| Speaker::Institution(it.id) == of);
    let mut out = vec![format!(
        "# {}",
        institution.map_or_else(|| of.to_string(), |it| it.name.clone())
    )];
    for part in &pack.parts {
        out.push(format!("\n## {}", part.topic.as_str()));
        for item in &part.items {
            out.push(format!("\n### {}", item.record.title));
            out.extend(item.texts.iter().map(|text| format!("\n{text}")));
            let until = item.until.map(|day| format!(", until {day}")).unwrap_or_default();
            out.push(format!(
                "\n({}; consent of {}, {}{until})",
                item.office, item.authority, item.on
            ));
        }
    }
    if !pack.left_out.is_empty() {
        out.push("\n## left out\n".to_owned());
    }
    let left_out = pack.left_out.iter();
    out.extend(left_out.map(|it| format!("- {} ({}): {}", it.record.title, it.record.id, it.why.as_str())));
    lines(out)
}

/// A line for each theme, then one for each activity.
pub(crate) fn coordination(seen: &Coordination, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(seen);
    }
    let mut out = Vec::new();
    for row in &seen.themes {
        let by_office = seen
            .offices
            .iter()
            .zip(&row.activities)
            .filter(|(_, count)| **count > 0);
        let by_office: Vec<String> = by_office.map(|(office, count)| format!("{office} {count}")).collect();
        let gap = if row.is_gap() { "  gap" } else { "" };
        out.push(format!(
            "{}: {} requests, {} overlaps{gap}  {}",
            if row.theme.is_empty() { "-" } else { &row.theme },
            row.requests,
            row.overlaps,
            by_office.join(", ")
        ));
    }
    let day = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    out.extend(seen.activities.iter().map(|it| {
        format!(
            "{}\t{}\t{}\t{}\t{}",
            it.id,
            day(it.starts),
            day(it.ends),
            it.office,
            it.title
        )
    }));
    lines(out)
}

/// What there is to do, then what is new.
pub(crate) fn home(home: &Home, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(home);
    }
    for task in &home.tasks {
        line(&format!("{}: {}", task.what.as_str(), task.count))?;
        lines(task.records.iter().map(|it| format!("  {}\t{}", it.id, it.title)))?;
        let more = task.count - task.records.len().min(task.count);
        if more > 0 && !task.records.is_empty() {
            line(&format!("  and {more} more"))?;
        }
    }
    for news in &home.news {
        line(&format!("{}\t{}", news.on.id, news.on.title))?;
        if news.earlier > 0 {
            line(&format!("and {} before", news.earlier))?;
        }
        news.lines
            .iter()
            .try_for_each(|it| ledger_line(it, &decision::said(it)))?;
    }
    if home.more > 0 {
        line(&format!("and on {} more", home.more))?;
    }
    Ok(())
}

/// A line for each record, by what it is to the one that was asked about.
pub(crate) fn related(related: &Related, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(related);
    }
    let lists = [
        ("linked", &related.linked),
        ("request", &related.requests),
        ("activity", &related.activities),
        ("practice", &related.practices),
        ("observation", &related.observations),
    ];
    let mut out = Vec::new();
    for (name, list) in lists {
        out.extend(list.iter().map(|it| related_line(name, it)));
    }
    lines(out)
}

fn related_line(name: &str, it: &RelatedRecord) -> String {
    let days = it
        .days
        .map(|days| format!(", {days} days together"))
        .unwrap_or_default();
    format!(
        "{name}\t{}\t{} recommendations, {} themes{days}\t{}\t{}\t{}",
        it.id,
        it.recommendations,
        it.themes.len(),
        it.state,
        it.office,
        it.title
    )
}

/// The numbers, then what has no request and no activity yet.
pub(crate) fn gaps(gaps: &Gaps, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(gaps);
    }
    let numbers = |tally: Tally| {
        format!(
            "{:>5} accepted {:>5} linked {:>5} not yet",
            tally.total,
            tally.linked,
            tally.open()
        )
    };
    let mut out = vec![format!("{}  {}", numbers(gaps.all), gaps.state)];
    out.extend(gaps.by_session.iter().map(|it| match it.of {
        0 => format!("{}  no session", numbers(it.tally)),
        session => format!("{}  session {session}", numbers(it.tally)),
    }));
    out.extend(
        gaps.by_theme
            .iter()
            .map(|it| format!("{}  {}", numbers(it.tally), it.of)),
    );
    let open = gaps.accepted.iter().filter(|it| !it.is_begun());
    out.extend(open.map(|accepted| {
        let it = &accepted.recommendation;
        let hint = if accepted.records.is_empty() {
            ""
        } else {
            "  (a practice is tied to it)"
        };
        format!("{}  {}  {}{hint}", it.id, it.reference, it.text)
    }));
    lines(out)
}

pub(crate) fn attached(attached: &Attached, of: &Path) -> Result<(), Failure> {
    let kept = |file: &Attachment| line(&format!("kept {}  {}", file.hash, file.name));
    match attached {
        Attached::Kept(file) => kept(file)?,
        Attached::KeptLarge(file) => {
            kept(file)?;
            eprintln!(
                "{}",
                plain(&Failure::from(Problem::new("picture-stays-large").with("name", &file.name)).to_string())
            );
        }
        // Nobody can be asked here, and what is done with pictures was said: the place is what cannot be taken out.
        Attached::Ask(_) => {
            let problem = Problem::new("picture-keeps-location").with("name", of.display());
            let told = Failure::from(problem);
            return Err(Failure::other(format!("{told}\n--keep-location attaches it as it is.")));
        }
    }
    io::stdout().flush().map_err(Failure::other)
}

pub(crate) fn attachments(files: &[Attachment], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&files);
    }
    lines(files.iter().map(|file| {
        let confidential = if file.confidential { "  confidential" } else { "" };
        let Attachment {
            hash,
            bytes,
            media_type,
            name,
            caption,
            ..
        } = file;
        format!("{hash}  {bytes:>9}  {media_type}  {name}  {caption}{confidential}")
    }))
}

pub(crate) fn conflicts(conflicts: &[Conflict], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&conflicts);
    }
    let mut out = Vec::new();
    for conflict in conflicts {
        out.push(conflict.path.to_string());
        for (number, value) in conflict.values.iter().enumerate() {
            let text = match &value.value {
                Scalar::Nothing => "(empty)".to_owned(),
                Scalar::Truth(_) | Scalar::Whole(_) | Scalar::Text(_) => value.value.to_string(),
            };
            let by = if value.here { "this device" } else { value.by.as_str() };
            out.push(format!("  {number}: {text}  ({by})"));
        }
    }
    lines(out)
}

pub(crate) fn standing(view: &RecordView) -> Result<(), Failure> {
    line(&standing_text(&view.row.standing))
}

/// A line for each office that can be asked to assist.
pub(crate) fn partners(partners: &[Partner], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&partners);
    }
    lines(partners.iter().map(|it| {
        let states: Vec<&str> = it.states.iter().map(|state| state.as_str()).collect();
        format!("{}\t{}\t{}", it.id, states.join(","), it.name)
    }))
}

/// A line for each member of the desk.
pub(crate) fn desk(members: &[DeskMember], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&members);
    }
    lines(members.iter().map(|it| format!("{}\t{}", it.id, it.name)))
}

/// A line for each decision: place, time, what, by whom, and what it says.
pub(crate) fn ledger(ledger: &RecordLedger, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(ledger);
    }
    ledger
        .decisions
        .iter()
        .try_for_each(|line| ledger_line(line, &decision::said(line)))
}

/// All decisions that are known here, each with what it is on.
pub(crate) fn whole_ledger(all: &[LedgerEntry], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&all);
    }
    all.iter()
        .try_for_each(|entry| ledger_line(&entry.line, &format!("{}\t{}", entry.on, decision::said(&entry.line))))
}

/// A decision: its place in the ledger, when, what, by whom, and what it says.
pub(crate) fn ledger_line(decision: &LedgerLine, says: &str) -> Result<(), Failure> {
    let place = match (&decision.refused, decision.number) {
        (Some(code), _) => format!("refused ({code})"),
        (None, 0) => "waits".to_owned(),
        (None, number) => number.to_string(),
    };
    line(&format!(
        "{place}\t{}\t{}\t{}\t{}",
        time(decision.at),
        decision.what.name(),
        decision.by,
        says
    ))
}

/// A time, milliseconds since 1970, as people read it.
pub(crate) fn time(at: i64) -> String {
    history::moment(at)
}

fn standing_text(standing: &StandingView) -> String {
    let mut text = standing.status.as_str().to_owned();
    if standing.version > 0 {
        text.push_str(&format!(" version {}", standing.version));
    }
    if standing.waiting {
        text.push_str(", waits");
    }
    if standing.edited_since {
        text.push_str(", edited since");
    }
    if let Some(code) = &standing.refused {
        text.push_str(&format!(", refused ({code})"));
    }
    text
}

/// What is set aside: number, record, and why.
pub(crate) fn problems(all: &[SetAside], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&all);
    }
    lines(
        all.iter()
            .map(|it| format!("{}\t{}\t{}", it.number, it.id, Failure::from(it.problem.clone()))),
    )
}

pub(crate) fn sync(report: &SyncReport, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(report);
    }
    let SyncReport {
        requests,
        bytes_up,
        bytes_down,
        sent,
        received,
        refused,
        files_sent,
        files_received,
        pending,
        differs,
    } = report;
    let differs = if *differs {
        "; device and headquarters still do not have the same"
    } else {
        ""
    };
    line(&format!(
        "{sent} sent, {received} received, {refused} refused, files {files_sent} sent and {files_received} received, {pending} waiting ({requests} requests, {bytes_up} bytes up, {bytes_down} down){differs}"
    ))
}

pub(crate) fn devices(devices: &[Colleague], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&devices);
    }
    lines(
        devices
            .iter()
            .map(|it| format!("{}  {}  {}", it.id, it.role.as_str(), it.name)),
    )
}

pub(crate) fn packed(packed: &PackedSatchel, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(packed);
    }
    let PackedSatchel { files, pieces, bytes } = packed;
    line(&format!("{pieces} pieces in {files} files, {bytes} bytes"))
}

pub(crate) fn unpacked(unpacked: &[UnpackedSatchel], json: bool) -> Result<(), Failure> {
    if json {
        return as_json(&unpacked);
    }
    lines(unpacked.iter().map(|it| {
        let UnpackedSatchel {
            joined,
            from,
            received,
            files,
            accepted,
            refused,
            set_aside,
            damaged,
            for_others,
            ..
        } = it;
        let joined = joined
            .as_ref()
            .map(|office| format!("joined {office}; "))
            .unwrap_or_default();
        let from = from.as_ref().map(|from| format!("from {from}: ")).unwrap_or_default();
        format!(
            "{joined}{from}{received} received, {files} files, {accepted} taken and {refused} refused by headquarters, \
             {set_aside} set aside, {damaged} damaged, {for_others} for others"
        )
    }))
}

/// What headquarters refused, with its reasons.
pub(crate) fn refusals(app: &App) -> Result<String, Failure> {
    let mut told = vec!["Headquarters refused some of it; all else was sent, and everything is kept here.".to_owned()];
    told.extend(set_aside(&app.sync_state()?));
    for row in app.list(&ListRecords::default())? {
        if let Some(code) = &row.standing.refused {
            told.push(format!("{}: {}", row.id, Failure::from(Problem::new(code))));
        }
    }
    Ok(told.join("\n"))
}

fn set_aside(state: &SyncState) -> impl Iterator<Item = String> {
    let told = |it: &SetAside| format!("{}: {}", it.id, Failure::from(it.problem.clone()));
    state.set_aside.iter().map(told)
}

pub(crate) fn status_of(app: &App) -> Result<Value, Failure> {
    let session = app.session()?;
    let mut all = json!({ "stage": session.stage, "membership": session.membership });
    if let (Value::Object(all), Ok(sync)) = (&mut all, app.sync_state()) {
        let records = app.list(&ListRecords::default())?.len();
        all.insert("records".to_owned(), json!(records));
        all.insert("sync".to_owned(), json!(sync));
    }
    Ok(all)
}

pub(crate) fn status(app: &App, json: bool) -> Result<(), Failure> {
    let all = status_of(app)?;
    if json {
        return as_json(&all);
    }
    let text = |pointer: &str| all.pointer(pointer).and_then(Value::as_str).unwrap_or("-").to_owned();
    let waiting = all
        .pointer("/sync/waiting")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    lines([
        format!("vault: {}", text("/stage")),
        format!(
            "office: {} ({})",
            text("/membership/office_name"),
            text("/membership/role")
        ),
        format!("hub: {}", text("/membership/hub")),
        format!(
            "records: {}",
            all.get("records").map_or("-".to_owned(), Value::to_string)
        ),
        format!("waiting for headquarters: {waiting}"),
    ])?;
    match app.sync_state() {
        Ok(state) => lines(set_aside(&state).map(|told| format!("set aside: {told}"))),
        Err(_) => Ok(()),
    }
}
