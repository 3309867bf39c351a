//! A long text as it is read and edited. It is one text of the document; in an item that an older version made it may be
//! several, where devices both made the missing one while apart. They are read one after another, in an order that is the
//! same everywhere, so that nobody's words are hidden.

use automerge::{AutoCommit, AutomergeError, ObjId, ReadDoc, transaction::Transactable};

use super::resolve::children;

/// The whole text of a field.
pub(super) fn read(document: &AutoCommit, parent: &ObjId, name: &str) -> String {
    let texts = children(document, parent, name).into_iter();
    texts.filter_map(|text| document.text(&text).ok()).collect()
}

/// The length in UTF-16 units.
pub(super) fn length(document: &AutoCommit, texts: &[ObjId]) -> usize {
    texts.iter().map(|text| document.length(text)).sum()
}

/// Replaces `delete` units, from `at`, by `insert`. Where one text ends and the next begins, the earlier one grows.
pub(super) fn splice(
    document: &mut AutoCommit,
    texts: &[ObjId],
    at: usize,
    delete: usize,
    mut insert: &str,
) -> Result<(), AutomergeError> {
    let end = at.saturating_add(delete);
    let mut start = 0;
    for text in texts {
        let next = start + document.length(text);
        let (from, to) = (at.clamp(start, next), end.clamp(start, next));
        let insert = if at <= next { std::mem::take(&mut insert) } else { "" };
        if from < to || !insert.is_empty() {
            let delete = isize::try_from(to - from).unwrap_or(isize::MAX);
            document.splice_text(text, from - start, delete, insert)?;
        }
        start = next;
    }
    Ok(())
}

/// Whether a position is between the two halves of one character. Looks at its neighbours only: the time of a keystroke must
/// not grow with the text.
pub(super) fn is_inside_character(document: &AutoCommit, texts: &[ObjId], at: usize) -> bool {
    let mut start = 0;
    for text in texts {
        let next = start + document.length(text);
        if start < at && at < next {
            let element = |unit: usize| document.get(text, unit).ok().flatten().map(|(_, id)| id);
            return element(at - start - 1) == element(at - start);
        }
        start = next;
    }
    false
}
