//! Stories over the whole system. Each test's name is what it shows.

mod command_line;
mod exchange;
mod first_mile;
mod recommendations;
mod vault;
mod window;
