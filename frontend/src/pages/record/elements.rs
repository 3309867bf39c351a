//! Where a field stands on the page.

use satchel_shared::path::{Path, Step};
use serde_json::Value;

use crate::keeping::content;

/// The id of a field's element: items by their place.
pub(super) fn id_of(shown: &content::Content, path: &Path) -> String {
    let mut id = "field".to_owned();
    for (at, step) in path.0.iter().enumerate() {
        let part = match step {
            Step::Field(name) => name.clone(),
            Step::Place(place) => place.to_string(),
            Step::Item(item) => {
                let list =
                    content::get(shown, &Path(path.0.iter().take(at).cloned().collect())).and_then(Value::as_array);
                let item = item.to_string();
                let place = list.and_then(|items| {
                    items
                        .iter()
                        .position(|it| it.get("id").and_then(Value::as_str) == Some(&item))
                });
                place.unwrap_or_default().to_string()
            }
        };
        id.push('-');
        id.push_str(&part);
    }
    id
}
