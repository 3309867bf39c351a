//! What a history should end in: every committed edit, what is known of its way, and what may be seen where.

use std::collections::{BTreeMap, BTreeSet};

use satchel_shared::{ids::RecordId, ledger::EventName};

use crate::template::Office;

/// The mark that an edit leaves in a record's text, in no other edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Token(pub(crate) u32);

/// How many characters a token has in a text.
pub(crate) const TOKEN_UNITS: usize = 6;

/// How many tokens can be told apart by four digits of base 36.
const TOKENS: u64 = 36 * 36 * 36 * 36;
/// Tokens that follow each other look as if they did not: a long text must not shrink to nothing when it is compressed.
/// Multiplied by one and then by the other, a number is the same as before, modulo [`TOKENS`].
const SCATTER: u64 = 1_000_003;
const GATHER: u64 = 23_659;

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut left = u64::from(self.0) * SCATTER % TOKENS;
        let mut digits = ['0'; 4];
        for digit in digits.iter_mut().rev() {
            let value = u32::try_from(left % 36).unwrap_or_default();
            *digit = char::from_digit(value, 36).unwrap_or('0');
            left /= 36;
        }
        write!(f, "<{}>", digits.iter().collect::<String>())
    }
}

/// The tokens of a text in their order; none where it holds anything but whole tokens.
pub(crate) fn tokens(text: &str) -> Option<Vec<Token>> {
    if !text.is_ascii() || !text.len().is_multiple_of(TOKEN_UNITS) {
        return None;
    }
    let token = |at: usize| {
        let digits = text[at..at + TOKEN_UNITS].strip_prefix('<')?.strip_suffix('>')?;
        let scattered = u64::from_str_radix(digits, 36).ok()?;
        u32::try_from(scattered * GATHER % TOKENS).ok().map(Token)
    };
    (0..text.len()).step_by(TOKEN_UNITS).map(token).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Written,
    Deleted,
}

/// How certain it is that an edit is in the world at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is on a device that lives, or the device was told that the hub has it.
    Certain,
    /// It was on a device that is lost to the world; the hub may have it.
    Possible,
    /// It was made after the device's revocation: nobody else may have it.
    Impossible,
}

#[derive(Debug)]
struct Committed {
    device: usize,
    record: RecordId,
    token: Token,
    what: What,
    fate: Fate,
    /// The device was told that the hub has it.
    is_confirmed: bool,
    /// The device's vault was put back to a moment before it.
    is_forgotten: bool,
    /// It is on another device, whose own may be gone.
    is_handed_over: bool,
}

#[derive(Debug)]
struct Submission {
    device: usize,
    record: RecordId,
    content: String,
    tokens: Vec<Token>,
    fate: Fate,
}

/// The reference model.
#[derive(Debug, Default)]
pub(crate) struct Model {
    edits: Vec<Committed>,
    submissions: Vec<Submission>,
    offices: BTreeMap<RecordId, Office>,
    revoked: BTreeSet<usize>,
    last: u32,
    /// Decisions that were made, but for submissions.
    pub(crate) decided: usize,
    /// Records on which one was made that ends all: versions submitted beside it may be refused.
    ended: BTreeSet<RecordId>,
}

impl Model {
    pub(crate) fn new_token(&mut self) -> Token {
        self.last += 1;
        Token(self.last)
    }

    /// How much has happened: a moment to come back to.
    pub(crate) fn moment(&self) -> (usize, usize) {
        (self.edits.len(), self.submissions.len())
    }

    pub(crate) fn created(&mut self, device: usize, office: Office, record: RecordId, token: Token) {
        self.offices.insert(record, office);
        self.written(device, record, token);
    }

    pub(crate) fn written(&mut self, device: usize, record: RecordId, token: Token) {
        self.committed(device, record, token, What::Written);
    }

    pub(crate) fn deleted(&mut self, device: usize, record: RecordId, token: Token) {
        self.committed(device, record, token, What::Deleted);
    }

    fn committed(&mut self, device: usize, record: RecordId, token: Token, what: What) {
        let fate = self.fate_of(device);
        self.edits.push(Committed {
            device,
            record,
            token,
            what,
            fate,
            is_confirmed: false,
            is_forgotten: false,
            is_handed_over: false,
        });
    }

    pub(crate) fn submitted(&mut self, device: usize, record: RecordId, content: String, tokens: Vec<Token>) {
        let mut fate = self.fate_of(device);
        if fate == Fate::Certain && self.ended.contains(&record) {
            fate = Fate::Possible;
        }
        self.submissions.push(Submission {
            device,
            record,
            content,
            tokens,
            fate,
        });
    }

    pub(crate) fn decided(&mut self, record: RecordId, event: EventName) {
        self.decided += 1;
        if matches!(event, EventName::Withdrawn | EventName::Completed) {
            self.ended.insert(record);
            let beside = self.submissions.iter_mut().filter(|it| it.record == record);
            for submission in beside.filter(|it| it.fate == Fate::Certain) {
                submission.fate = Fate::Possible;
            }
        }
    }

    fn fate_of(&self, device: usize) -> Fate {
        if self.revoked.contains(&device) {
            Fate::Impossible
        } else {
            Fate::Certain
        }
    }

    /// A device shows a record as safe at headquarters.
    pub(crate) fn confirmed(&mut self, device: usize, record: RecordId) -> Result<(), String> {
        for edit in &mut self.edits {
            if (edit.device, edit.record) == (device, record) && !edit.is_forgotten {
                if edit.fate == Fate::Impossible {
                    return Err(format!(
                        "{record} is called safe with {} of a revoked device",
                        edit.token
                    ));
                }
                edit.is_confirmed = true;
            }
        }
        Ok(())
    }

    /// A device may send nothing more.
    pub(crate) fn revoked(&mut self, device: usize) {
        self.revoked.insert(device);
        self.doubt(device, (0, 0));
    }

    /// A device's vault is as it was at a moment.
    pub(crate) fn restored(&mut self, device: usize, moment: (usize, usize)) {
        self.doubt(device, moment);
        for edit in self.edits.iter_mut().skip(moment.0).filter(|it| it.device == device) {
            edit.is_forgotten = true;
        }
    }

    /// A device is gone, but for what others show.
    pub(crate) fn lost(&mut self, device: usize, shown: &[Token]) {
        let shown: BTreeSet<&Token> = shown.iter().collect();
        for edit in self.edits.iter_mut().filter(|it| it.device == device) {
            edit.is_handed_over = edit.what == What::Written && shown.contains(&edit.token);
        }
        self.doubt(device, (0, 0));
    }

    fn doubt(&mut self, device: usize, (edits, submissions): (usize, usize)) {
        let edits = self.edits.iter_mut().skip(edits);
        let of_edits = edits
            .filter(|it| it.device == device && !it.is_confirmed && !it.is_handed_over)
            .map(|it| &mut it.fate);
        let submissions = self.submissions.iter_mut().skip(submissions);
        let of_submissions = submissions.filter(|it| it.device == device).map(|it| &mut it.fate);
        for fate in of_edits.chain(of_submissions).filter(|fate| **fate == Fate::Certain) {
            *fate = Fate::Possible;
        }
    }

    pub(crate) fn is_revoked(&self, device: usize) -> bool {
        self.revoked.contains(&device)
    }

    pub(crate) fn office(&self, record: RecordId) -> Option<Office> {
        self.offices.get(&record).copied()
    }

    /// Whether what was written is certain to be in the world, with the file that it stands for.
    pub(crate) fn is_certain(&self, token: Token) -> bool {
        let mut written = self.edits.iter().filter(|it| it.what == What::Written);
        written.any(|it| it.token == token && it.fate == Fate::Certain && (it.is_confirmed || !it.is_handed_over))
    }

    /// The records of which something is certain.
    pub(crate) fn certain_records(&self, office: Office) -> BTreeSet<RecordId> {
        let certain = self.edits.iter().filter(|edit| edit.fate == Fate::Certain);
        certain
            .map(|edit| edit.record)
            .filter(|record| self.office(*record) == Some(office))
            .collect()
    }

    /// What a device of the office may show of a record before all is quiet: nothing twice, nothing of another record,
    /// nothing from a revoked device.
    pub(crate) fn check_shown(&self, device: usize, record: RecordId, shown: &[Token]) -> Result<(), String> {
        let written = self.edits.iter().filter(|it| it.what == What::Written);
        let written: BTreeMap<Token, &Committed> = written.map(|it| (it.token, it)).collect();
        let mut seen = BTreeSet::new();
        for token in shown {
            if !seen.insert(token) {
                return Err(format!("{token} is in {record} twice"));
            }
            match written.get(token) {
                Some(edit) if edit.record != record => return Err(format!("{token} of another record is in {record}")),
                Some(edit) if edit.fate == Fate::Impossible && edit.device != device => {
                    return Err(format!("{token} of a revoked device is in {record}"));
                }
                Some(_) => {}
                None => return Err(format!("nobody wrote {token}, which is in {record}")),
            }
        }
        Ok(())
    }

    /// What a record must show when all is quiet.
    pub(crate) fn check_quiet(&self, record: RecordId, shown: &[Token]) -> Result<(), String> {
        let shown: BTreeSet<Token> = shown.iter().copied().collect();
        let of_record = || self.edits.iter().filter(|it| it.record == record);
        let deletions: Vec<&Committed> = of_record().filter(|it| it.what == What::Deleted).collect();
        for edit in of_record().filter(|it| it.what == What::Written) {
            let (mut gone, mut doubtful) = (false, edit.fate != Fate::Certain);
            for deletion in deletions.iter().filter(|it| it.token == edit.token) {
                match deletion.fate {
                    Fate::Certain => gone = true,
                    Fate::Possible => doubtful = true,
                    Fate::Impossible => {}
                }
            }
            match (gone, doubtful, shown.contains(&edit.token)) {
                (true, _, true) => return Err(format!("{} was deleted, and is in {record}", edit.token)),
                (false, false, false) => return Err(format!("{} is lost from {record}", edit.token)),
                (_, _, _) => {}
            }
        }
        Ok(())
    }

    /// What headquarters may show of a record: one of its submitted versions, to the letter.
    pub(crate) fn check_desk(&self, record: RecordId, shown: &[Token]) -> Result<(), String> {
        let submissions = self.submissions.iter().filter(|it| it.record == record);
        let mut possible = submissions.filter(|it| it.fate != Fate::Impossible);
        if possible.any(|it| it.tokens == shown) {
            Ok(())
        } else {
            Err(format!(
                "headquarters shows {record} with {shown:?}, which was never submitted"
            ))
        }
    }

    /// How many versions a record may have when all is quiet: each different one that is certain, and no more than were made.
    pub(crate) fn versions(&self, record: RecordId) -> (usize, usize) {
        let of_record = || self.submissions.iter().filter(|it| it.record == record);
        let certain = of_record().filter(|it| it.fate == Fate::Certain);
        let least: BTreeSet<_> = certain.map(|it| it.content.as_str()).collect();
        let most = of_record().filter(|it| it.fate != Fate::Impossible).count();
        (least.len(), most)
    }
}
