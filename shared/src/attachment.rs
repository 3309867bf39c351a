//! Attached files as a record tells of them, and the names that they may have. Their bytes are the vault's.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::ItemId;

/// The list that holds a record's attachments.
pub const ATTACHMENTS: &str = "attachments";
/// UTF-8 bytes of a file's name: what the file systems in use take.
const NAME_BYTES: usize = 200;
/// Characters of an ending, such as `.docx`, that a name which is cut keeps.
const ENDING_CHARACTERS: usize = 12;
/// What a file is called where nothing of its name can be used.
const NAMELESS: &str = "file";
/// Names of devices on Windows, with or without an ending (Microsoft, "Naming Files, Paths, and Namespaces").
const RESERVED: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// One attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The item of the record's list.
    pub item: ItemId,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
    pub caption: String,
    pub confidential: bool,
}

impl Attachment {
    /// Reads an item of the list; none where it has no hash.
    #[must_use]
    pub fn of(item: &Value) -> Option<Self> {
        let text = |name: &str| Some(item.get(name)?.as_str()?.to_owned());
        Some(Self {
            item: text("id")?.parse().ok()?,
            hash: text("hash").filter(|hash| !hash.is_empty())?,
            name: safe_name(&text("name").unwrap_or_default()),
            media_type: text("media_type").unwrap_or_default(),
            bytes: item.get("bytes").and_then(Value::as_u64).unwrap_or_default(),
            caption: text("caption").unwrap_or_default(),
            confidential: item.get("confidential") == Some(&Value::Bool(true)),
        })
    }

    /// Reads a record's list.
    pub fn all(list: &Value) -> impl Iterator<Item = Self> {
        list.as_array().into_iter().flatten().filter_map(Self::of)
    }
}

/// A file's name that every system takes and nobody is misled by: without folders, characters that control or turn the text
/// around, names of devices, dots at the ends; not too long, and then with its ending.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|character| !character.is_control() && !misleads(*character))
        .map(|character| if "<>:\"|?*".contains(character) { '_' } else { character })
        .collect();
    let ends = |character: char| character == '.' || character.is_whitespace();
    let kept = kept.trim_start().trim_end_matches(ends);
    let (stem, ending) = kept
        .rsplit_once('.')
        .filter(|(stem, ending)| !stem.trim_matches(ends).is_empty() && ending.chars().count() <= ENDING_CHARACTERS)
        .unwrap_or((kept, ""));
    if stem.trim_matches(ends).is_empty() {
        return NAMELESS.to_owned();
    }
    let stem = if is_reserved(stem) {
        format!("_{stem}")
    } else {
        stem.to_owned()
    };
    let room = NAME_BYTES.saturating_sub(ending.len() + 1);
    let stem = stem
        .get(..stem.floor_char_boundary(room))
        .unwrap_or_default()
        .trim_end_matches(ends);
    if ending.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{ending}")
    }
}

/// The same name with another ending, for a file that became another type.
#[must_use]
pub fn with_ending(name: &str, ending: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    safe_name(&format!("{stem}.{ending}"))
}

/// Invisible characters, most of which turn the direction of a text (Unicode Standard Annex 9, section 2).
fn misleads(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_reserved(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim().to_uppercase();
    let numbered = first.strip_prefix("COM").or_else(|| first.strip_prefix("LPT"));
    RESERVED.contains(&first.as_str())
        || numbered.is_some_and(|number| ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"].contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_what_is_unsafe_and_keeps_what_a_person_wrote() {
        let cases = [
            ("report.pdf", "report.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\Rapport d’activité.docx", "Rapport d’activité.docx"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("a\u{0}b\nc.txt", "abc.txt"),
            ("CON.txt", "_CON.txt"),
            ("com1", "_com1"),
            ("lpt9.tar.gz", "_lpt9.tar.gz"),
            ("command.txt", "command.txt"),
            ("report.pdf. . .", "report.pdf"),
            ("what?.txt", "what_.txt"),
            ("报告 2027.pdf", "报告 2027.pdf"),
            (".gitignore", ".gitignore"),
            ("...", "file"),
            ("", "file"),
            ("folder/", "file"),
        ];
        for (given, safe) in cases {
            assert_eq!(safe_name(given), safe, "{given:?}");
            assert_eq!(safe_name(safe), safe, "a safe name stays");
        }
    }

    #[test]
    fn a_name_that_is_too_long_keeps_its_ending_and_whole_characters() {
        let long = safe_name(&format!("{}.docx", "权".repeat(300)));
        assert!(long.len() <= NAME_BYTES && long.ends_with("权.docx"), "{long}");
        assert!(safe_name(&"a".repeat(999)).len() <= NAME_BYTES);
    }

    #[test]
    fn an_ending_is_changed_with_the_type() {
        assert_eq!(with_ending("Gate.png", "jpg"), "Gate.jpg");
        assert_eq!(with_ending("Gate", "jpg"), "Gate.jpg");
    }
}
