//! Stories over the whole system. Each test's name is what it shows.
#![expect(clippy::print_stdout, reason = "figures that a story measured are told beside it")]
#![expect(clippy::print_stderr, reason = "a story that cannot be told says so")]

mod accessibility;
mod attachments;
mod board;
mod command_line;
mod consent;
mod coordination;
mod courier;
mod cuts;
mod database;
mod decisions;
mod discussions;
mod every_field;
mod exchange;
mod files;
mod first_mile;
mod funds;
mod gaps;
mod history;
mod home;
mod in_touch;
mod keys;
mod lists;
mod recommendations;
mod records;
mod restored;
mod roster;
mod statements;
mod strangers;
mod vault;
mod window;
