//! The texts that are typed, the same for every system: recommendations of the UPR, or words of a list where there are none.

use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

pub(crate) const SEED: u64 = 20_261_124;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) text: String,
}

pub(crate) struct Texts {
    sentences: Vec<String>,
    state: u64,
    pub(crate) source: &'static str,
}

impl Texts {
    pub(crate) fn of(data: &Path) -> Result<Self> {
        let mut sentences = Vec::new();
        for name in ["1-5", "6-9", "10-13", "14-17"] {
            let file = data.join(format!("upr/{name}.csv"));
            if !file.exists() {
                continue;
            }
            let mut rows = csv::ReaderBuilder::new()
                .flexible(true)
                .has_headers(true)
                .from_path(file)?;
            for row in rows.byte_records().map_while(Result::ok) {
                let longest = row.iter().max_by_key(|cell| cell.len()).unwrap_or_default();
                let plain = longest.iter().filter(|byte| matches!(byte, b' '..=b'~'));
                let sentence: String = plain.map(|byte| char::from(*byte)).collect();
                if sentence.len() > 40 {
                    sentences.push(sentence);
                }
            }
        }
        let source = if sentences.is_empty() {
            let words = "the of to and in rights a for on national human law State measures children women with all take its \
                         protection by ensure discrimination access international Convention implementation education against";
            sentences = words.split_whitespace().map(str::to_owned).collect();
            "words of a list"
        } else {
            "recommendations of the UPR"
        };
        Ok(Self {
            sentences,
            state: SEED,
            source,
        })
    }

    /// A text of so many characters, which does not come again.
    pub(crate) fn next(&mut self, characters: usize) -> String {
        let mut text = String::new();
        while text.len() < characters {
            // Splitmix64: enough to choose sentences by, and the same everywhere.
            self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let place = (mixed >> 33) as usize % self.sentences.len().max(1);
            text.push_str(self.sentences.get(place).map_or("", String::as_str));
            text.push(' ');
        }
        text.truncate(characters);
        text
    }
}

/// A text in so many pieces of almost the same length.
pub(crate) fn pieces(text: &str, count: usize) -> Vec<&str> {
    let at = |number: usize| text.len() * number / count;
    (0..count)
        .filter_map(|number| text.get(at(number)..at(number + 1)))
        .collect()
}
