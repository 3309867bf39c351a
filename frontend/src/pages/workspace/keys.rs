//! What can be done from anywhere: by a key, or from the palette.

use satchel_shared::{ids::RecordId, ledger::Role, schema::Kind, window::RecordRow};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::AttrValue;

use crate::{
    browser,
    components::palette::Command,
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
    Submit,
    Back,
    Sync,
    Lock,
    Theme(Theme),
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
    if route.record.is_some() && role.is_none_or(Role::submits) {
        commands.push(command("command-submit", None, Act::Submit));
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
    commands.extend([command("command-work", None, Act::Go(Place::Work))]);
    commands.extend(Kind::ALL.map(|kind| command(&format!("command-{kind}"), None, Act::Go(Place::Kind(kind)))));
    commands.extend([
        command("command-recommendations", None, Act::Go(Place::Recommendations)),
        command("command-gaps", None, Act::Go(Place::Gaps)),
        command(join, None, Act::Go(Place::Join)),
        command("command-lock", None, Act::Lock),
        command("command-shortcuts", Some("?"), Act::Shortcuts),
    ]);
    commands
        .extend(Theme::ALL.map(|theme| command(&format!("command-theme-{}", theme.word()), None, Act::Theme(theme))));
    commands.extend(records.iter().map(|row| Command {
        name: AttrValue::from(rows::title(words, row)),
        keys: None,
        act: Act::Open(row.id),
    }));
    commands
}
