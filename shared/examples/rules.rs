//! Prints `docs/rules.md`.
#![expect(clippy::print_stdout, reason = "that is what it is for")]

fn main() {
    print!("{}", satchel_shared::ledger::rules::table());
}
