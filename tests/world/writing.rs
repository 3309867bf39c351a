//! What people write, decide and attach in a history: done to a device, and told to the model.

use std::sync::Arc;

use satchel_client::{App, AppError};
use satchel_shared::{
    attachment::ATTACHMENTS,
    edit::Edit,
    ids::{EventId, ItemId, VersionId},
    ledger::{Decision, EventName},
    path::Path,
    schema::Kind,
    window::RecordView,
};
use serde_json::{Map, Value, json};

use crate::{
    history::{History, list},
    model::{TOKEN_UNITS, Token, tokens},
    template::{DESK, told},
};

/// The field that is typed in.
const PROSE: &str = "context";
/// The list whose items come and go.
const LIST: &str = "objectives";
/// Fields of one line, set to a value that nothing else has.
const LINES: [&str; 2] = ["title", "requesting_authority.name"];

/// An office that no member is of.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

impl History<'_> {
    pub(crate) fn create(&mut self, device: usize) -> Result<(), String> {
        let office = self.devices[device].office;
        let app = self.app(device)?;
        let token = self.model.new_token();
        let content = json!({ "title": format!("Title {}", token.0), "state": "IDN", PROSE: token.to_string() });
        let content = content.as_object().cloned().unwrap_or_default();
        match app.create_from(Kind::Request, &[content]) {
            Ok(ids) => {
                for id in ids {
                    self.model.created(device, office, id, token);
                }
                Ok(())
            }
            Err(AppError::ReadOnly) if device == DESK => Ok(()),
            Err(error) => Err(told(error)),
        }
    }

    /// One of the records that the device shows.
    fn choose(&mut self, device: usize, record: u32) -> Result<Option<(Arc<App>, RecordView)>, String> {
        let app = self.app(device)?;
        let mut ids: Vec<_> = list(&app)?.into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        if ids.is_empty() {
            return Ok(None);
        }
        let view = app.view(ids[record as usize % ids.len()]).map_err(told)?;
        Ok(Some((app, view)))
    }

    /// One that it may write.
    pub(crate) fn choose_own(&mut self, device: usize, record: u32) -> Result<Option<(Arc<App>, RecordView)>, String> {
        Ok(self.choose(device, record)?.filter(|(_, view)| view.writable))
    }

    pub(crate) fn type_in(&mut self, device: usize, record: u32, place: u32, count: usize) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let there = prose(&view.content)?.len();
        let tokens: Vec<Token> = (0..count).map(|_| self.model.new_token()).collect();
        let text = tokens.iter().map(Token::to_string).collect();
        let edit = splice(place as usize % (there + 1), 0, text);
        app.edit(view.row.id, &[edit]).map_err(told)?;
        for token in tokens {
            self.model.written(device, view.row.id, token);
        }
        Ok(())
    }

    pub(crate) fn delete(&mut self, device: usize, record: u32, place: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let there = prose(&view.content)?;
        if there.is_empty() {
            return Ok(());
        }
        let place = place as usize % there.len();
        let edit = splice(place, 1, String::new());
        app.edit(view.row.id, &[edit]).map_err(told)?;
        self.model.deleted(device, view.row.id, there[place]);
        Ok(())
    }

    pub(crate) fn set(&mut self, device: usize, record: u32, field: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let path: Path = LINES[field as usize % LINES.len()].parse().map_err(told)?;
        let value = format!("Set {}", self.model.new_token().0);
        let value = value.as_str().into();
        app.edit(view.row.id, &[Edit::Set { path, value }]).map_err(told)
    }

    pub(crate) fn add_item(&mut self, device: usize, record: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let token = self.model.new_token();
        let edit = Edit::Add {
            path: Path::field(LIST),
            id: None,
            after: None,
            fields: [("text".to_owned(), token.to_string().as_str().into())].into(),
        };
        app.edit(view.row.id, &[edit]).map_err(told)?;
        self.model.written(device, view.row.id, token);
        Ok(())
    }

    pub(crate) fn remove_item(&mut self, device: usize, record: u32, item: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let items = items(&view.content)?;
        if items.is_empty() {
            return Ok(());
        }
        let (id, token) = items[item as usize % items.len()];
        let path = Path::field(LIST).item(id);
        app.edit(view.row.id, &[Edit::Remove { path }]).map_err(told)?;
        self.model.deleted(device, view.row.id, token);
        Ok(())
    }

    pub(crate) fn submit(&mut self, device: usize, record: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        match app.submit(view.row.id) {
            Ok(_) => {
                let shown = all_tokens(&view.content)?;
                let content = Value::Object(view.content).to_string();
                self.model.submitted(device, view.row.id, content, shown);
                Ok(())
            }
            Err(AppError::Incomplete(_) | AppError::TwoValues(_) | AppError::Refused(_)) => Ok(()),
            Err(error) => Err(told(error)),
        }
    }

    pub(crate) fn decide(&mut self, device: usize, record: u32, choice: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose(device, record)? else {
            return Ok(());
        };
        let allowed = view.ledger.allowed.iter().copied();
        let allowed: Vec<_> = allowed.filter(|event| *event != EventName::Submitted).collect();
        let (Some(version), false) = (view.ledger.latest, allowed.is_empty()) else {
            return Ok(());
        };
        let event = allowed[choice as usize % allowed.len()];
        let Some(what) = decision(event, version, view.ledger.open_questions.first().copied()) else {
            return Ok(());
        };
        // What the rules leave to a member is not refused on its own device.
        app.decide(view.row.id, what).map_err(told)?;
        self.model.decided(view.row.id, event);
        Ok(())
    }
}

/// A decision of this name; none where it has a place of its own.
fn decision(event: EventName, version: VersionId, question: Option<EventId>) -> Option<Decision> {
    let text = || "Because it is so.".to_owned();
    Some(match event {
        EventName::Submitted
        | EventName::ConsentGiven
        | EventName::ConsentWithdrawn
        | EventName::Shared
        | EventName::Published
        | EventName::Unpublished
        | EventName::Assigned
        | EventName::ThemeProposed
        | EventName::ThemeApproved
        | EventName::Invited
        | EventName::InvitationAnswered
        | EventName::DiscussionClosed
        | EventName::OfficeAdded
        | EventName::MemberInvited
        | EventName::RoleChanged
        | EventName::MemberLeft
        | EventName::DeviceRevoked
        | EventName::LevelsSet
        | EventName::Contribution
        | EventName::Allocation
        | EventName::Expenditure
        | EventName::Reversal
        | EventName::RescueAllowed
        | EventName::KeyReplaced => return None,
        EventName::Acknowledged => Decision::Acknowledged { version },
        EventName::ClarificationAsked => Decision::ClarificationAsked {
            version,
            field: Some(Path::field(PROSE)),
            text: text(),
        },
        EventName::ClarificationAnswered => Decision::ClarificationAnswered {
            question: question?,
            text: text(),
        },
        EventName::Accepted => Decision::Accepted {
            version,
            reason: String::new(),
        },
        EventName::Declined => Decision::Declined {
            version,
            reason: text(),
        },
        EventName::Referred => Decision::Referred {
            version,
            to: NOBODY.parse().ok()?,
            reason: text(),
        },
        EventName::DeliveryStarted => Decision::DeliveryStarted { note: String::new() },
        EventName::Completed => Decision::Completed { note: String::new() },
        EventName::Withdrawn => Decision::Withdrawn { reason: text() },
    })
}

/// Puts a text at a place, in place of so many tokens.
pub(crate) fn splice(place: usize, tokens: usize, insert: String) -> Edit {
    Edit::Splice {
        path: Path::field(PROSE),
        at: place * TOKEN_UNITS,
        delete: tokens * TOKEN_UNITS,
        insert,
    }
}

fn prose(content: &Map<String, Value>) -> Result<Vec<Token>, String> {
    let text = content.get(PROSE).and_then(Value::as_str).unwrap_or_default();
    tokens(text).ok_or_else(|| format!("a text is not what was typed: {text}"))
}

fn items(content: &Map<String, Value>) -> Result<Vec<(ItemId, Token)>, String> {
    let items = content.get(LIST).and_then(Value::as_array).into_iter().flatten();
    let item = |item: &Value| {
        let id = item.get("id")?.as_str()?.parse().ok()?;
        match tokens(item.get("text")?.as_str()?)?.as_slice() {
            [token] => Some((id, *token)),
            _ => None,
        }
    };
    items
        .map(|it| item(it).ok_or_else(|| format!("an item is not what was added: {it}")))
        .collect()
}

/// All tokens that a record's content shows.
pub(crate) fn all_tokens(content: &Map<String, Value>) -> Result<Vec<Token>, String> {
    let mut all = prose(content)?;
    for (list, field) in [(LIST, "text"), (ATTACHMENTS, "caption")] {
        let items = content.get(list).and_then(Value::as_array).into_iter().flatten();
        for item in items {
            let text = item.get(field).and_then(Value::as_str).unwrap_or_default();
            all.extend(tokens(text).ok_or_else(|| format!("an item is not what was added: {item}"))?);
        }
    }
    Ok(all)
}
