//! Stories over a hub in this process, by real HTTP on loopback, with really signed messages. `stories_on_postgres.rs` tells
//! them again over PostgreSQL.

mod attachments;
mod decisions;
mod demonstration;
mod enrolment;
mod exchange;
mod feed;
mod keys;
mod ledger;
mod packs;
mod recommendations;
mod roster;
mod satchels;
mod store;
mod strangers;
pub(crate) mod world;
