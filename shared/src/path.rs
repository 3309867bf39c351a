//! Where in a record: `title`, `requesting_authority.name`, `budget[0].quantity`.
//!
//! A list's item is named by its id, which stays, or by its place as shown, which people type. The document resolves both.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::ItemId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Field(String),
    Item(ItemId),
    Place(usize),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Step>);

/// A text that is no path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not a path such as title or budget[0].quantity")]
pub struct NoPath(pub String);

impl Path {
    #[must_use]
    pub fn field(name: &str) -> Self {
        Self(vec![Step::Field(name.to_owned())])
    }

    #[must_use]
    pub fn then(mut self, name: &str) -> Self {
        self.0.push(Step::Field(name.to_owned()));
        self
    }

    #[must_use]
    pub fn item(mut self, item: ItemId) -> Self {
        self.0.push(Step::Item(item));
        self
    }

    #[must_use]
    pub fn place(mut self, place: usize) -> Self {
        self.0.push(Step::Place(place));
        self
    }

    /// The names of the fields passed, without the items: `budget.quantity`.
    #[must_use]
    pub fn names(&self) -> String {
        let names: Vec<&str> = self
            .0
            .iter()
            .filter_map(|step| match step {
                Step::Field(name) => Some(name.as_str()),
                Step::Item(_) | Step::Place(_) => None,
            })
            .collect();
        names.join(".")
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
                Step::Place(place) => write!(f, "[{place}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = NoPath;

    fn from_str(text: &str) -> Result<Self, NoPath> {
        let wrong = || NoPath(text.to_owned());
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (name, mut rest) = part.find('[').map_or((part, ""), |at| part.split_at(at));
            let named = !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if !named {
                return Err(wrong());
            }
            steps.push(Step::Field(name.to_owned()));
            while !rest.is_empty() {
                let inside = rest.strip_prefix('[').ok_or_else(wrong)?;
                let (key, after) = inside.split_once(']').ok_or_else(wrong)?;
                steps.push(match key.parse::<usize>() {
                    Ok(place) => Step::Place(place),
                    Err(_) => Step::Item(key.parse().map_err(|_| wrong())?),
                });
                rest = after;
            }
        }
        Ok(Self(steps))
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_it_is_written() {
        for text in [
            "title",
            "budget[0].quantity",
            "requesting_authority.name",
            "budget[0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f].item",
        ] {
            assert_eq!(text.parse::<Path>().map(|path| path.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in [
            "",
            ".",
            "a.",
            "Title",
            "budget[",
            "budget[x]",
            "budget]0[",
            "[0]",
            "a b",
        ] {
            assert_eq!(text.parse::<Path>(), Err(NoPath(text.to_owned())), "{text}");
        }
    }
}
