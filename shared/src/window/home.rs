//! Where a person begins: what the role has to do today, and what others decided since one last looked.

use serde::{Deserialize, Serialize};

use super::LedgerLine;
use crate::{ids::RecordId, schema::Kind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetHome {}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The most pressing first.
    pub tasks: Vec<Task>,
    /// By record, that with the newest decision first.
    pub news: Vec<News>,
    /// On how many more records something was decided.
    pub more: usize,
    /// The last of the decisions that these are: see [`MarkSeen`].
    pub up_to: u64,
}

/// Something to do, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub what: Todo,
    pub count: usize,
    /// The first of them; none where it is about no record.
    pub records: Vec<NamedRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRecord {
    pub id: RecordId,
    /// None of an office, or a fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    pub title: String,
}

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Todo {
    /// Questions of headquarters wait for an answer.
    Answer,
    /// Headquarters did not take a decision.
    Refused,
    /// A field has two values.
    Resolve,
    /// A request has waited longer than was promised.
    Overdue,
    /// A version has come that nobody at headquarters has read.
    Read,
    /// A request is read, and its questions are answered.
    Decide,
    /// A partner is asked to assist.
    Assist,
    /// An invitation to a discussion is not answered.
    Reply,
    /// A consent ends within a month; or is over, and what it allowed was not taken back.
    Renew,
    /// A theme is proposed, and not approved.
    Approve,
    /// The State consents that the public reads it, and nobody has published it.
    Publish,
    /// A request is accepted, and nobody has begun.
    Start,
    /// What was begun is not completed.
    Deliver,
    /// A request is accepted, and no money is set aside for it.
    Allocate,
    /// What was promised to a fund has not come.
    Collect,
    /// Somebody was invited, and has not joined.
    Join,
    /// A device was withdrawn of late, and nobody has said that what it had not sent may be taken from others.
    Rescue,
    /// What was sent has been changed since.
    SendAgain,
    /// What is written has not been sent.
    Finish,
}

impl Todo {
    pub const ALL: [Self; 19] = [
        Self::Answer,
        Self::Refused,
        Self::Resolve,
        Self::Overdue,
        Self::Read,
        Self::Decide,
        Self::Assist,
        Self::Reply,
        Self::Renew,
        Self::Approve,
        Self::Publish,
        Self::Start,
        Self::Deliver,
        Self::Allocate,
        Self::Collect,
        Self::Join,
        Self::Rescue,
        Self::SendAgain,
        Self::Finish,
    ];

    /// Its word in the locales: `todo-answer`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Refused => "refused",
            Self::Resolve => "resolve",
            Self::Overdue => "overdue",
            Self::Read => "read",
            Self::Decide => "decide",
            Self::Assist => "assist",
            Self::Reply => "reply",
            Self::Renew => "renew",
            Self::Approve => "approve",
            Self::Publish => "publish",
            Self::Start => "start",
            Self::Deliver => "deliver",
            Self::Allocate => "allocate",
            Self::Collect => "collect",
            Self::Join => "join",
            Self::Rescue => "rescue",
            Self::SendAgain => "send-again",
            Self::Finish => "finish",
        }
    }
}

/// What others decided on a record, or on an office or a fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    #[serde(flatten)]
    pub on: NamedRecord,
    /// The last of them, the oldest first.
    pub lines: Vec<LedgerLine>,
    /// How many there are before those.
    pub earlier: usize,
}

/// What was decided up to this place in the ledger is no news any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkSeen {
    pub up_to: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Texts};

    #[test]
    fn everything_there_is_to_do_has_its_words_and_its_place_among_the_others() {
        let texts = Texts::new(Language::English);
        for what in Todo::ALL {
            assert!(texts.has(&format!("todo-{}", what.as_str())), "{what:?}");
        }
        assert!(Todo::ALL.is_sorted(), "the most pressing first");
    }
}
