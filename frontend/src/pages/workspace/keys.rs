//! What can be done from anywhere: by a key, or from the palette.

use satchel_shared::{
    ids::RecordId,
    ledger::{EventName, Role},
    locale::Language,
    schema::Kind,
    window::RecordRow,
};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::AttrValue;

use crate::{
    browser,
    components::palette::Command,
    pages::record::RecordAct,
    route::{Place, Route},
    rows,
    theme::Theme,
    words::Words,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Palette,
    Shortcuts,
    SyncPanel,
    Go(Place),
    Open(RecordId),
    Find,
    New(Option<Kind>),
    Record(RecordAct),
    Back,
    Sync,
    /// With attached files, whatever the link costs.
    SyncFiles,
    Lock,
    Theme(Theme),
    Language(Language),
}

/// What a key pressed anywhere means.
pub(super) fn key_act(event: &Event) -> Option<Act> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    if event.default_prevented() || event.is_composing() || event.alt_key() || browser::has_dialog() {
        return None;
    }
    let key = event.key();
    let act = if event.ctrl_key() || event.meta_key() {
        (key.eq_ignore_ascii_case("k")).then_some(Act::Palette)
    } else if key == "Escape" {
        if browser::is_writing() {
            // First out of the field, then out of the record.
            browser::leave_field();
            return None;
        }
        Some(Act::Back)
    } else if browser::is_writing() {
        None
    } else {
        match key.as_str() {
            "/" => Some(Act::Find),
            "n" => Some(Act::New(None)),
            "?" => Some(Act::Shortcuts),
            _ => None,
        }
    };
    if act.is_some() {
        event.prevent_default();
    }
    act
}

/// Everything that the palette offers where one is, and every record.
pub(super) fn commands(words: &Words, records: &[RecordRow], route: Route, role: Option<Role>) -> Vec<Command<Act>> {
    let command = |name: &str, keys, act| Command {
        name: AttrValue::from(words.get(name)),
        keys,
        act,
    };
    let mut commands = Vec::new();
    for kind in rows::written_by(role) {
        commands.push(command(&format!("new-{kind}"), None, Act::New(Some(kind))));
    }
    if let Some(id) = route.record {
        let row = records.iter().find(|row| row.id == id);
        let kind = row.map(|row| row.kind);
        let writes = kind.is_some_and(|kind| role.is_none_or(|role| role.writes(kind)));
        let sends = row.and_then(|row| {
            let event = rows::sending(row.kind, row.standing.status)?;
            if event == EventName::Submitted {
                role.is_none_or(|role| role == Role::Lead).then_some("command-submit")
            } else {
                writes.then(|| rows::verb(row.kind, event))
            }
        });
        commands.extend(sends.map(|name| command(name, None, Act::Record(RecordAct::Send))));
        let written = [
            ("undo", Some("Ctrl Z"), RecordAct::Undo),
            ("redo", Some("Ctrl Shift Z"), RecordAct::Redo),
            ("comments", None, RecordAct::Comments),
            ("copy-record", None, RecordAct::Copy),
        ];
        let public = [("public-open", None, RecordAct::Public)];
        let read = [
            ("print-open", None, RecordAct::Print),
            ("history-open", None, RecordAct::History),
        ];
        let public = public.into_iter().filter(|_| kind.is_some_and(Kind::is_public));
        let acts = written.into_iter().filter(|_| writes).chain(public).chain(read);
        commands.extend(acts.map(|(name, keys, act)| command(name, keys, Act::Record(act))));
    }
    let is_member = role.is_some();
    commands.push(command("command-find", Some("/"), Act::Find));
    if is_member {
        commands.push(command("command-sync", None, Act::Sync));
    }
    commands.push(command("command-sync-panel", None, Act::SyncPanel));
    let join = if is_member {
        "command-membership"
    } else {
        "command-join"
    };
    commands.extend([
        command("command-home", None, Act::Go(Place::Home)),
        command("command-work", None, Act::Go(Place::Work)),
    ]);
    commands
        .extend(rows::read_by(role).map(|kind| command(&format!("command-{kind}"), None, Act::Go(Place::Kind(kind)))));
    commands.extend([
        command("command-recommendations", None, Act::Go(Place::Recommendations)),
        command("command-gaps", None, Act::Go(Place::Gaps)),
        command("command-coordination", None, Act::Go(Place::Coordination)),
    ]);
    if rows::speaks(role) {
        commands.push(command("command-statement", None, Act::Go(Place::Statement)));
    }
    if role == Some(Role::Desk) {
        commands.push(command("command-board", None, Act::Go(Place::Board)));
    }
    if matches!(role, Some(Role::Fund | Role::Desk)) {
        commands.push(command("command-funds", None, Act::Go(Place::Funds)));
    }
    if role == Some(Role::Admin) {
        commands.push(command("command-offices", None, Act::Go(Place::Offices)));
    }
    commands.extend([
        command(join, None, Act::Go(Place::Join)),
        command("command-lock", None, Act::Lock),
        command("command-shortcuts", Some("?"), Act::Shortcuts),
    ]);
    commands
        .extend(Theme::ALL.map(|theme| command(&format!("command-theme-{}", theme.word()), None, Act::Theme(theme))));
    let languages = Language::ALL
        .into_iter()
        .filter(|language| *language != words.language());
    commands.extend(languages.map(|language| {
        Command {
            name: words
                .with("command-language", &[("language", language.own_name().into())])
                .into(),
            keys: None,
            act: Act::Language(language),
        }
    }));
    commands.extend(records.iter().map(|row| Command {
        name: AttrValue::from(rows::title(words, row)),
        keys: None,
        act: Act::Open(row.id),
    }));
    commands
}

#[cfg(test)]
mod tests {
    use satchel_shared::ledger::Status;

    use super::*;
    use crate::rows::tests::row;

    #[test]
    fn what_is_done_with_a_record_is_offered_where_one_is_open_and_as_far_as_one_may() {
        let records = [row(Status::Submitted, false)];
        let words = Words::new(Language::English);
        let open = Route {
            record: records.first().map(|row| row.id),
            ..Route::default()
        };
        let offered = |route, role| {
            let commands = commands(&words, &records, route, role).into_iter();
            let acts = commands.filter_map(|command| match command.act {
                Act::Record(act) => Some(act),
                Act::Palette
                | Act::Shortcuts
                | Act::SyncPanel
                | Act::Go(_)
                | Act::Open(_)
                | Act::Find
                | Act::New(_)
                | Act::Back
                | Act::Sync
                | Act::SyncFiles
                | Act::Lock
                | Act::Theme(_)
                | Act::Language(_) => None,
            });
            acts.collect::<Vec<_>>()
        };
        assert_eq!(offered(Route::default(), None), []);
        let desk = [RecordAct::Public, RecordAct::Print, RecordAct::History];
        assert_eq!(offered(open, Some(Role::Desk)), desk);
        assert_eq!(offered(open, None).len(), 8);
    }
}
