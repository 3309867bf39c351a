//! `cargo xtask mutations`: whether the simulated world catches code in which one rule of the exchange is broken.
//!
//! Each file of `tests/mutations` is a change of the code, headed by the rule that it breaks. It is applied to a clone of what
//! is committed, and the histories are run from the first seed on. `docs/mutations.md` keeps what came of it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::progress::say;
use crate::workspace::Workspace;

/// Histories in which a broken rule must show itself.
const HISTORIES: &str = "2000";

/// A change that breaks one rule.
struct Mutation {
    name: String,
    patch: PathBuf,
    rule: String,
    changed: String,
}

/// The first history that a mutation made fail.
struct Caught {
    seed: String,
    actions: String,
}

/// Tries those whose names hold one of the words, or all where there are none.
pub(crate) fn mutations(workspace: &Workspace, words: &[String]) -> Result<()> {
    let clone = clone(workspace)?;
    let (mut missed, mut tried) = (Vec::new(), 0);
    println!("| rule | changed | seed | actions of its shortest trace |\n| --- | --- | --- | --- |");
    for mutation in read(&clone.join("tests/mutations"))? {
        if !words.is_empty() && !words.iter().any(|word| mutation.name.contains(word)) {
            continue;
        }
        tried += 1;
        let began = Instant::now();
        process::run(git(&clone, ["apply".as_ref(), mutation.patch.as_os_str()]))
            .with_context(|| format!("{} no longer fits the code", mutation.name))?;
        let caught = try_histories(workspace, &clone);
        process::run(git(&clone, ["checkout", "--quiet", "--", "."]))?;
        let Mutation {
            name, rule, changed, ..
        } = mutation;
        match caught.with_context(|| name.clone())? {
            Some(Caught { seed, actions }) => println!("| {rule} | {changed} | {seed} | {actions} |"),
            None => {
                println!("| {rule} | {changed} | none of {HISTORIES} | |");
                missed.push(name.clone());
            }
        }
        say(&format!("{name}: {:.0} s", began.elapsed().as_secs_f32()));
    }
    if tried == 0 {
        bail!("no mutation has such a name");
    }
    if !missed.is_empty() {
        bail!("not caught: {}", missed.join(", "));
    }
    Ok(())
}

/// A clone of what is committed, at the same place each time: only what a mutation touches is built again.
fn clone(workspace: &Workspace) -> Result<PathBuf> {
    let (root, clone) = (workspace.root(), workspace.mutated());
    if !clone.join(".git").exists() {
        let mut command = git(root, ["clone", "--quiet", "--shared", "--no-checkout", "."]);
        command.arg(&clone);
        process::run(command)?;
    }
    let commit = process::read(git(root, ["rev-parse", "HEAD"]))?;
    process::run(git(&clone, ["fetch", "--quiet", "origin", "HEAD"]))?;
    process::run(git(&clone, ["checkout", "--quiet", "--force", "--detach", &commit]))?;
    Ok(clone)
}

fn read(folder: &Path) -> Result<Vec<Mutation>> {
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut files: Vec<PathBuf> = files.collect::<Result<_>>()?;
    files.sort_unstable();
    let mutation = |patch: PathBuf| {
        let text = fs::read_to_string(&patch)?;
        let line = |head: &str| {
            let found = text.lines().find_map(|line| line.strip_prefix(head));
            found.with_context(|| format!("{} has no line \"{head}\"", patch.display()))
        };
        let (rule, changed) = (line("Rule: ")?.to_owned(), line("Changed: ")?.to_owned());
        let name = patch.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Mutation {
            name,
            patch,
            rule,
            changed,
        })
    };
    files.into_iter().map(mutation).collect()
}

/// None where every history passes.
fn try_histories(workspace: &Workspace, clone: &Path) -> Result<Option<Caught>> {
    let mut cargo = workspace.cargo();
    // Built apart: cargo would take what is built of a mutation for the workspace's own.
    cargo
        .args([
            "test",
            "--package",
            "satchel-tests",
            "--test",
            "world",
            "--",
            "--nocapture",
        ])
        .current_dir(clone)
        .env("CARGO_TARGET_DIR", clone.join("target"))
        .env("SATCHEL_HISTORIES", HISTORIES)
        .env_remove("SATCHEL_SEED");
    let output = cargo.output().context("cannot start cargo")?;
    if output.status.success() {
        return Ok(None);
    }
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let after = |head: &str| {
        let line = said
            .iter()
            .flat_map(|said| said.lines())
            .find_map(|line| line.strip_prefix(head))?;
        line.split_whitespace().next().map(str::to_owned)
    };
    match (after("seed "), after("The shortest trace, of ")) {
        (Some(seed), Some(actions)) => Ok(Some(Caught { seed, actions })),
        _ => bail!("the histories did not run:\n{}", said.concat()),
    }
}

fn git<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments);
    command
}
