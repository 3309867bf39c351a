//! Stories over a hub in this process, by real HTTP on loopback, with really signed messages.

mod decisions;
mod demonstration;
mod enrolment;
mod exchange;
mod feed;
mod ledger;
mod packs;
mod recommendations;
mod world;
