//! A person at a record's form: types every field that the schema knows, by real keys and clicks, and remembers what.
//!
//! It knows the schema's shapes and the window's ids (`field-` and the path), and no field by name but the lists that
//! are filled in a way of their own: recommendations are picked, files attached.

use std::{collections::BTreeMap, fs, path::PathBuf, pin::Pin};

use satchel_shared::schema::{Field, Kind, Shape};
use serde_json::{Map, Value, json};

use crate::Window;

/// Items that are typed into every list.
const ITEMS: usize = 2;
/// Keys that select what stands in a field, so that what follows takes its place: Control and A (WebDriver, section 17.4.2).
const ALL: &str = "\u{e009}a\u{e000}";
const ENTER: &str = "\u{e007}";

/// What a record can be tied to on this device.
#[derive(Debug, Default)]
pub struct Linkable {
    /// The ids and titles of other records.
    pub records: BTreeMap<Kind, Vec<(String, String)>>,
    /// Recommendations as `search --json` tells them.
    pub recommendations: Vec<Value>,
    /// Files to attach: texts.
    pub files: Vec<PathBuf>,
}

/// Types one record.
#[derive(Debug)]
pub struct Typist<'a> {
    window: &'a Window,
    linkable: &'a Linkable,
    /// How many values were typed that count, so that no two are the same.
    typed: usize,
    /// The hashes of the files that were attached.
    hashes: Vec<String>,
}

type Typed<'a> = Pin<Box<dyn Future<Output = Value> + 'a>>;

impl<'a> Typist<'a> {
    #[must_use]
    pub fn new(window: &'a Window, linkable: &'a Linkable) -> Self {
        Self {
            window,
            linkable,
            typed: 0,
            hashes: Vec::new(),
        }
    }

    /// Types all fields of all parts of the open form, and gives what the record holds then, without the ids of items.
    ///
    /// # Panics
    /// Where a field has no control, or does not take what is typed.
    pub async fn all(&mut self, kind: Kind) -> Map<String, Value> {
        let mut content = Map::new();
        // The papers stand last, and other fields name them.
        for section in kind.sections().iter().rev() {
            self.window.press(&format!("#section-{}", section.name)).await;
            for field in section.fields {
                let value = self.field(field, field.name.to_owned()).await;
                content.insert(field.name.to_owned(), value);
            }
        }
        content
    }

    fn field<'b>(&'b mut self, field: &'static Field, at: String) -> Typed<'b> {
        Box::pin(async move {
            let css = format!("#field-{at}");
            match &field.shape {
                Shape::Line | Shape::Prose => {
                    let text = format!("What {} says", at.replace('-', " "));
                    self.window.write(&css, &text).await;
                    json!(text)
                }
                Shape::Whole(most) => {
                    let number = (1_000 + self.next()) as i64 % most;
                    self.window.write(&css, &number.to_string()).await;
                    json!(number)
                }
                Shape::Money => {
                    let number = self.next();
                    self.window.write(&css, &format!("{number}.07")).await;
                    json!(number * 100 + 7)
                }
                Shape::Date => {
                    let number = self.next();
                    let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
                    // As the browser's English control is typed into: month, day, year.
                    self.window.write(&css, &format!("{month:02}{day:02}2027")).await;
                    json!(format!("2027-{month:02}-{day:02}"))
                }
                Shape::Truth => {
                    self.window.press(&css).await;
                    json!(true)
                }
                Shape::Code(_) => {
                    let code = self.code(&field.shape, self.typed);
                    self.choose(&css, &code).await
                }
                Shape::Attachment => {
                    let place = self.next() % self.hashes.len().max(1);
                    let hash = self.hashes.get(place).cloned().unwrap_or_default();
                    self.choose(&css, &hash).await
                }
                Shape::Term(_) | Shape::State | Shape::Language | Shape::Currency => {
                    let code = self.code(&field.shape, self.typed);
                    self.pick(&css, &code).await;
                    json!(code)
                }
                Shape::Record(kinds) => {
                    let (id, title) = self.records(kinds).remove(0);
                    self.pick(&css, &title).await;
                    json!(id)
                }
                Shape::Group(fields) => self.fields(fields, &at).await,
                Shape::List(fields) if fields.iter().any(|field| field.name == "recommendation") => {
                    self.recommendations(fields, &at).await
                }
                Shape::List(fields) if field.name == "attachments" => self.attachments(fields, &at).await,
                Shape::List(_) => match field.only() {
                    Some(only) if picks(&only.shape) => self.set(field, only, &at).await,
                    Some(_) | None => self.items(field, &at).await,
                },
            }
        })
    }

    async fn fields(&mut self, fields: &'static [Field], at: &str) -> Value {
        let mut typed = Map::new();
        for field in fields {
            let value = self.field(field, format!("{at}-{}", field.name)).await;
            typed.insert(field.name.to_owned(), value);
        }
        Value::Object(typed)
    }

    async fn items(&mut self, list: &'static Field, at: &str) -> Value {
        let mut items = Vec::new();
        for place in 0..ITEMS {
            self.window.press(&format!("#add-{}", list.name)).await;
            items.push(self.fields(list.shape.inner(), &format!("{at}-{place}")).await);
        }
        Value::Array(items)
    }

    /// Codes or records, each a chip.
    async fn set(&mut self, list: &'static Field, only: &'static Field, at: &str) -> Value {
        // The code of each, and what is typed to find it.
        let members: Vec<(String, String)> = if let Shape::Record(kinds) = only.shape {
            self.records(kinds)
        } else {
            let first = self.next();
            let codes = (first..first + ITEMS).map(|nth| self.code(&only.shape, nth));
            codes.map(|code| (code.clone(), code)).collect()
        };
        let mut items = Vec::new();
        for (code, sought) in members {
            self.pick(&format!("#add-{}", list.name), &sought).await;
            self.window.find(&format!("#field-{at} [data-code='{code}']")).await;
            items.push(json!({ only.name: code }));
        }
        Value::Array(items)
    }

    /// Ties the record to all that there are, says how it implements each, and writes one that the device does not know.
    async fn recommendations(&mut self, fields: &'static [Field], at: &str) -> Value {
        let mut items = Vec::new();
        for (place, it) in self.linkable.recommendations.iter().enumerate() {
            let (id, text) = (it["id"].as_str(), it["text"].as_str());
            self.window.press(&format!("#pick-{at}")).await;
            self.window
                .write("#recommendation-search", text.unwrap_or_default())
                .await;
            let css = format!("[data-recommendation='{}']", id.unwrap_or_default());
            self.window.press(&css).await;
            self.window.find(&format!("#field-{at}-{place}")).await;
            let mut item = Map::new();
            for field in fields {
                let value = match field.name {
                    "recommendation" => it["id"].clone(),
                    "how" => self.field(field, format!("{at}-{place}-how")).await,
                    name => it[name].clone(),
                };
                item.insert(field.name.to_owned(), value);
            }
            items.push(Value::Object(item));
        }
        self.window.press(&format!("#add-{at}")).await;
        let mut item = Map::new();
        for field in fields {
            let value = match field.name {
                "recommendation" => Value::Null,
                name => self.field(field, format!("{at}-{}-{name}", items.len())).await,
            };
            item.insert(field.name.to_owned(), value);
        }
        items.push(Value::Object(item));
        Value::Array(items)
    }

    /// Attaches files, all in one go, and says what each is.
    async fn attachments(&mut self, fields: &'static [Field], at: &str) -> Value {
        let paths: Vec<_> = self.linkable.files.iter().map(|file| file.to_string_lossy()).collect();
        self.window.write("#attachment-files", &paths.join("\n")).await;
        let mut items = Vec::new();
        for (place, file) in self.linkable.files.iter().enumerate() {
            let card = self
                .window
                .find(&format!("[data-attachment]:nth-of-type({})", place + 1))
                .await;
            let hash = card.attr("data-attachment").await.expect("a card").unwrap_or_default();
            self.hashes.push(hash.clone());
            let mut item = Map::new();
            for field in fields {
                let value = match field.name {
                    "hash" => json!(hash),
                    "name" => json!(file.file_name().map(|name| name.to_string_lossy())),
                    "media_type" => json!("text/plain"),
                    "bytes" => json!(fs::metadata(file).expect("a file").len()),
                    name => self.field(field, format!("{at}-{place}-{name}")).await,
                };
                item.insert(field.name.to_owned(), value);
            }
            items.push(Value::Object(item));
        }
        Value::Array(items)
    }

    /// Chooses from the browser's own list.
    async fn choose(&self, css: &str, code: &str) -> Value {
        self.window.press(&format!("{css} option[value='{code}']")).await;
        json!(code)
    }

    /// Types into a field that finds, and takes the first that it offers.
    async fn pick(&self, css: &str, text: &str) {
        self.window.write(css, &format!("{ALL}{text}{ENTER}")).await;
    }

    fn records(&self, kinds: &[Kind]) -> Vec<(String, String)> {
        let found = kinds.iter().filter_map(|kind| self.linkable.records.get(kind));
        found.flatten().cloned().collect()
    }

    /// One of a shape's codes.
    fn code(&mut self, shape: &Shape, nth: usize) -> String {
        self.typed += 1;
        let codes: Vec<&str> = match shape {
            Shape::Code(codes) => codes.offered().to_vec(),
            Shape::Term(vocabulary) => vocabulary.codes().collect(),
            Shape::State => vec!["IDN", "KEN"],
            Shape::Language => vec!["fr", "pt-BR"],
            Shape::Currency => vec!["CHF", "USD"],
            Shape::Line
            | Shape::Prose
            | Shape::Whole(_)
            | Shape::Money
            | Shape::Date
            | Shape::Truth
            | Shape::Record(_)
            | Shape::Attachment
            | Shape::Group(_)
            | Shape::List(_) => Vec::new(),
        };
        codes[nth % codes.len()].to_owned()
    }

    fn next(&mut self) -> usize {
        self.typed += 1;
        self.typed
    }
}

/// Whether a list of nothing but this is shown as chips.
fn picks(shape: &Shape) -> bool {
    matches!(shape, Shape::Code(_) | Shape::Term(_) | Shape::Record(_))
}
