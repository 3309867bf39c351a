//! The house's rules for files, as far as a program can check them.
//!
//! A rule sees one file's path and text and returns what is wrong, so that each is tested on a few lines.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::styles;
use crate::process;
use crate::workspace::Workspace;

/// Past this many lines, a file is about more than one thing.
const MAX_LINES: usize = 800;

/// What a rule found: the line, counted from one, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) line: usize,
    pub(super) what: String,
}

type Rule = fn(&Path, &str) -> Vec<Finding>;

const RULES: &[Rule] = &[
    no_file_is_too_long,
    no_lint_is_allowed_without_end,
    nothing_is_left_to_do,
    no_path_of_one_machine,
    modules_open_with_what_they_own,
    styles::only_logical_directions,
];

/// Checks every file that git has or would take.
pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let mut git = Command::new("git");
    git.current_dir(workspace.root())
        .args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let listed = process::read(git)?;
    let mut found = Vec::new();
    let mut read = 0;
    for name in listed.lines() {
        // A file that was removed but not yet from the index, or that is no text, has nothing to say here.
        let Ok(text) = std::fs::read_to_string(workspace.root().join(name)) else {
            continue;
        };
        read += 1;
        let path = Path::new(name);
        for finding in RULES.iter().flat_map(|rule| rule(path, &text)) {
            found.push(format!("{name}:{}: {}", finding.line, finding.what));
        }
    }
    if !found.is_empty() {
        bail!("{} findings\n{}", found.len(), found.join("\n"));
    }
    Ok(format!("{read} files"))
}

fn is(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .is_some_and(|extension| endings.iter().any(|ending| extension == *ending))
}

fn no_file_is_too_long(path: &Path, text: &str) -> Vec<Finding> {
    let lines = text.lines().count();
    if lines <= MAX_LINES || !is(path, &["rs", "css", "js", "html", "sql"]) {
        return Vec::new();
    }
    vec![Finding {
        line: MAX_LINES + 1,
        what: format!("{lines} lines; split it by subject ({MAX_LINES} at most)"),
    }]
}

// The words below are taken apart, or this file would find itself.

fn no_lint_is_allowed_without_end(path: &Path, text: &str) -> Vec<Finding> {
    let words = [concat!("#[al", "low("), concat!("#![al", "low(")];
    find_words(
        path,
        text,
        &words,
        "use #[expect(…, reason = \"…\")], which says when it is no longer needed",
    )
}

fn nothing_is_left_to_do(path: &Path, text: &str) -> Vec<Finding> {
    let words = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
    ];
    find_words(path, text, &words, "finish it, or open an issue")
}

fn find_words(path: &Path, text: &str, words: &[&str], what: &str) -> Vec<Finding> {
    if !is(path, &["rs"]) {
        return Vec::new();
    }
    lines_where(text, |line| words.iter().any(|word| line.contains(word)), what)
}

fn no_path_of_one_machine(path: &Path, text: &str) -> Vec<Finding> {
    if is(path, &["lock"]) || path.ends_with("LICENSE") {
        return Vec::new();
    }
    let folders = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let names_one = |line: &str| {
        folders.iter().any(|folder| {
            line.match_indices(folder).any(|(at, _)| {
                // Inside a longer path or an address it is somebody else's folder of that name.
                !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-~}$#/".contains(before))
            })
        })
    };
    lines_where(text, names_one, "a path of one machine; take it from the environment")
}

fn modules_open_with_what_they_own(path: &Path, text: &str) -> Vec<Finding> {
    if !is(path, &["rs"]) || text.starts_with("//!") {
        return Vec::new();
    }
    vec![Finding {
        line: 1,
        what: "open the file with `//!`: what it owns, what it must not know".to_owned(),
    }]
}

fn lines_where(text: &str, wrong: impl Fn(&str) -> bool, what: &str) -> Vec<Finding> {
    let numbered = text.lines().enumerate();
    numbered
        .filter(|(_, line)| wrong(line))
        .map(|(at, _)| Finding {
            line: at + 1,
            what: what.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: [usize; 0] = [];

    fn lines_found(rule: Rule, name: &str, text: &str) -> Vec<usize> {
        rule(Path::new(name), text)
            .into_iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn a_long_file_of_code_is_found_and_a_long_table_is_not() {
        let long = "line\n".repeat(MAX_LINES + 1);
        assert_eq!(
            lines_found(no_file_is_too_long, "hub/src/feed.rs", &long),
            [MAX_LINES + 1]
        );
        assert_eq!(lines_found(no_file_is_too_long, "hub/src/feed.rs", &long[5..]), NOWHERE);
        assert_eq!(lines_found(no_file_is_too_long, "data/states.csv", &long), NOWHERE);
    }

    #[test]
    fn an_allowed_lint_is_found_and_an_expected_one_is_not() {
        let text = concat!(
            "//! x\n#![al",
            "low(dead_code)]\n#[expect(dead_code, reason = \"y\")]\n"
        );
        assert_eq!(lines_found(no_lint_is_allowed_without_end, "a.rs", text), [2]);
    }

    #[test]
    fn work_left_undone_is_found() {
        let text = concat!("to", "do!()\nlet done = 1;\n// FIX", "ME later\n");
        assert_eq!(lines_found(nothing_is_left_to_do, "a.rs", text), [1, 3]);
    }

    #[test]
    fn a_path_of_one_machine_is_found_and_a_part_of_a_longer_one_is_not() {
        let text = concat!(
            "\"/ho",
            "me/someone/x\"\ntests/wo",
            "rk/x\nhttps://example.org/ho",
            "me/x\n~/ro",
            "ot/\n"
        );
        assert_eq!(lines_found(no_path_of_one_machine, "README.md", text), [1]);
    }

    #[test]
    fn a_module_without_an_opening_is_found() {
        assert_eq!(
            lines_found(modules_open_with_what_they_own, "a.rs", "fn main() {}\n"),
            [1]
        );
        assert_eq!(
            lines_found(modules_open_with_what_they_own, "a.rs", "//! Feeds.\n"),
            NOWHERE
        );
        assert_eq!(
            lines_found(modules_open_with_what_they_own, "a.css", "body {}\n"),
            NOWHERE
        );
    }
}
