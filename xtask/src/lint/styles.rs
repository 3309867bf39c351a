//! Style sheets speak of start and end, never of left and right, so that Arabic mirrors by itself.

use std::path::Path;

use super::tidy::Finding;

/// Properties whose shorthand of four values has a left and a right.
const FOUR_SIDED: &[&str] = &[
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-style",
    "border-color",
];

/// Properties whose value can be a side.
const SIDED_VALUES: &[&str] = &["text-align", "float", "clear", "caption-side"];

pub(super) fn only_logical_directions(path: &Path, text: &str) -> Vec<Finding> {
    if path.extension().is_none_or(|extension| extension != "css") {
        return Vec::new();
    }
    let bare = without_comments(text);
    let mut findings = Vec::new();
    let mut at = 0;
    // A declaration ends at a semicolon or a brace; a selector ends at an opening brace and is none.
    for piece in bare.split_inclusive([';', '{', '}']) {
        let is_declaration = !piece.ends_with('{');
        let trimmed = piece.trim_start();
        let line = bare[..at + piece.len() - trimmed.len()].matches('\n').count() + 1;
        at += piece.len();
        let Some((property, value)) = trimmed.trim_end_matches([';', '}']).split_once(':') else {
            continue;
        };
        if is_declaration && let Some(instead) = physical(property.trim(), value.trim()) {
            let what = format!("`{}` does not mirror; use {instead}", property.trim());
            findings.push(Finding { line, what });
        }
    }
    findings
}

/// What to write instead, when a declaration names a side of the screen.
fn physical(property: &str, value: &str) -> Option<&'static str> {
    if property.starts_with("--") {
        return None;
    }
    let names_side = property.split('-').any(|word| word == "left" || word == "right");
    if names_side {
        return Some("the property with inline-start or inline-end (inset-inline, border-start-start-radius, …)");
    }
    if SIDED_VALUES.contains(&property) && value.split_whitespace().any(|word| word == "left" || word == "right") {
        return Some("start, end, inline-start or inline-end");
    }
    let sides: Vec<&str> = top_level_words(value);
    if FOUR_SIDED.contains(&property) && sides.len() == 4 && sides[1] != sides[3] {
        return Some("its -block and -inline properties");
    }
    None
}

/// The words of a value, where `calc(1px + 2px)` is one word.
fn top_level_words(value: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    value
        .split(|character: char| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && character.is_whitespace()
        })
        .filter(|word| !word.is_empty() && *word != "!important")
        .collect()
}

/// The sheet with its comments blanked, lines kept.
fn without_comments(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        let (comment, behind) = after.split_once("*/").unwrap_or((after, ""));
        bare.extend(comment.chars().filter(|character| *character == '\n'));
        rest = behind;
    }
    bare.push_str(rest);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: [usize; 0] = [];

    fn lines_found(text: &str) -> Vec<usize> {
        let findings = only_logical_directions(Path::new("frontend/styles/page.css"), text);
        findings.into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn sides_of_the_screen_are_found() {
        let text = "a {\n  margin-left: 1px;\n  left: 0;\n  text-align: right;\n  border-top-left-radius: 2px\n}\n";
        assert_eq!(lines_found(text), [2, 3, 4, 5]);
    }

    #[test]
    fn a_shorthand_with_unequal_sides_is_found() {
        assert_eq!(lines_found("a {\n  margin: 0 1px 0 2px;\n}\n"), [2]);
        assert_eq!(
            lines_found("a {\n  padding: 0 calc(1px + 2px) 3px calc(1px + 2px);\n}\n"),
            NOWHERE
        );
    }

    #[test]
    fn logical_directions_pass_and_so_do_names_and_comments() {
        let text = "/* margin-left: no */\n.left:hover { margin-inline-start: 1px; text-align: start; --left: 1px }\n";
        assert_eq!(lines_found(text), NOWHERE);
    }
}
