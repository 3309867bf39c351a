//! Joining an office.

use std::ops::ControlFlow;

use satchel_shared::{exchange::EnrolmentReply, invitation::InvitationCode, seal::PublicKey, window::Membership};
use tokio_util::sync::CancellationToken;

use crate::{
    app::{App, open::Open},
    error::AppError,
    sync::{Call, engine},
    vault::{VaultError, offices, settings},
};

impl App {
    /// Joins an office with a one-time code.
    ///
    /// # Errors
    /// [`AppError::BadAddress`], [`AppError::BadCode`], [`AppError::AlreadyEnrolled`], or what the hub says.
    pub fn enrol(&self, url: &str, code: &str) -> Result<Membership, AppError> {
        let hub = hub_address(url)?;
        let code: InvitationCode = code.parse().map_err(|_| AppError::BadCode)?;
        // Who joined by a courier has no address of the hub yet, and learns it with the same code.
        if self.membership()?.is_some_and(|known| !known.hub.is_empty()) {
            return Err(AppError::AlreadyEnrolled);
        }
        let key = self.with_open(|open| Ok(open.key.clone()))?;
        let mut body = Vec::new();
        let carried = self.transport.carry(
            Call::message(format!("{hub}/v1/enrol"), engine::enrolment(&key, &code)),
            &CancellationToken::new(),
            &mut |_, bytes| {
                body.extend_from_slice(bytes);
                ControlFlow::Continue(())
            },
        )?;
        if let Some(cut) = carried.cut {
            return Err(cut.into());
        }
        let (reply, hub_key) = engine::enrolment_reply(&key, &code, carried.status, &body)?;
        self.with_open(|open| open.join(reply, &hub_key, hub, &body))
    }
}

impl Open {
    /// Joins the office that the hub let this device into; `signed` is what it said, `hub` its address, which may be empty.
    pub(in crate::app) fn join(
        &mut self,
        reply: EnrolmentReply,
        key: &PublicKey,
        hub: String,
        signed: &[u8],
    ) -> Result<Membership, AppError> {
        let membership = Membership {
            office: reply.office,
            office_name: reply.office_name,
            office_kind: reply.office_kind,
            states: reply.states,
            role: reply.role,
            member: reply.member,
            member_id: reply.member_id,
            hub,
        };
        self.vault.write(|transaction| -> Result<(), VaultError> {
            settings::join(transaction, &membership, key)?;
            offices::put_own(transaction)?;
            settings::set_enrolled(transaction, signed)?;
            settings::forget_courier_code(transaction)
        })?;
        Ok(membership)
    }
}

/// `https://host[:port]`, or `http://` where the hub is on this machine.
fn hub_address(url: &str) -> Result<String, AppError> {
    let wrong = || AppError::BadAddress(url.chars().take(200).collect());
    let parsed = reqwest::Url::parse(url.trim()).map_err(|_| wrong())?;
    let host = parsed.host_str().ok_or_else(wrong)?;
    let local = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    let allowed = match parsed.scheme() {
        "https" => true,
        "http" => local,
        _ => false,
    };
    let plain = parsed.username().is_empty()
        && parsed.password().is_none()
        && parsed.query().is_none()
        && parsed.fragment().is_none();
    if !allowed || !plain {
        return Err(wrong());
    }
    Ok(parsed.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_is_reached_by_tls_or_on_this_machine() {
        for good in [
            "https://hub.example.org",
            "https://hub.example.org:8443/satchel/",
            "http://127.0.0.1:8650",
            "http://localhost:1",
        ] {
            assert_eq!(hub_address(good).ok().as_deref(), Some(good.trim_end_matches('/')));
        }
        for bad in [
            "",
            "hub.example.org",
            "http://hub.example.org",
            "ftp://127.0.0.1",
            "https://a:b@hub.example.org",
            "https://x/?q",
        ] {
            assert!(matches!(hub_address(bad), Err(AppError::BadAddress(_))), "{bad}");
        }
    }
}
