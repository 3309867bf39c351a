//! What fills the window or a pane.

pub(crate) mod board;
pub(crate) mod coordination;
pub(crate) mod create_vault;
pub(crate) mod front;
pub(crate) mod funds;
pub(crate) mod gaps;
pub(crate) mod home;
pub(crate) mod join;
pub(crate) mod offices;
pub(crate) mod recommendations;
pub(crate) mod record;
pub(crate) mod record_list;
pub(crate) mod revoked;
pub(crate) mod statement;
pub(crate) mod unlock;
pub(crate) mod workspace;
