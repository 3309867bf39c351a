//! Demonstration content of our own making: invented States with user-assigned codes, their offices, recommendations, and a few
//! submitted requests. All of it goes in by the same ways as real input, and a second filling changes nothing.

mod recommendations;
mod requests;
mod states;

use satchel_shared::{ids::OfficeId, ledger::OfficeKind};
use uuid::Builder;

use self::states::{InventedState, KARVANE, OSELIA, TOLMERE};
use crate::{enrolment::EnrolmentError, exchange::ExchangeError, hub::Hub, roster::RosterError, store::StoreError};

/// Why the demonstration is not there.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    #[error(transparent)]
    Office(#[from] RosterError),
    #[error(transparent)]
    Enrolment(#[from] EnrolmentError),
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A fault of this program.
    #[error("the demonstration's own content is wrong: {0}")]
    Content(String),
}

struct InventedOffice {
    name: &'static str,
    kind: OfficeKind,
    states: &'static [InventedState],
}

/// A field office first: what a newcomer joins.
const OFFICES: [InventedOffice; 3] = [
    InventedOffice {
        name: "Field Office for Oselia and Karvane (demonstration)",
        kind: OfficeKind::FieldOffice,
        states: &[OSELIA, KARVANE],
    },
    InventedOffice {
        name: "National Human Rights Commission of Tolmere (demonstration)",
        kind: OfficeKind::Nhri,
        states: &[TOLMERE],
    },
    InventedOffice {
        name: "Headquarters Desk (demonstration)",
        kind: OfficeKind::Headquarters,
        states: &[],
    },
];

impl Hub {
    /// Fills the hub with the demonstration where it is not there yet; gives its offices, a field office first.
    ///
    /// # Errors
    /// [`DemonstrationError`]
    pub async fn fill_with_demonstration(&self) -> Result<Vec<(OfficeId, &'static str)>, DemonstrationError> {
        let known: Vec<OfficeId> = self.offices().await?.into_iter().map(|office| office.id).collect();
        let mut offices = Vec::new();
        for office in &OFFICES {
            let id = OfficeId(demonstration_id("office", office.name));
            if !known.contains(&id) {
                let states = office.states.iter().map(InventedState::code);
                let states = states.collect::<Result<Vec<_>, _>>()?;
                self.add_office_as(id, office.name, office.kind, &states).await?;
            }
            offices.push((id, office.name));
        }
        self.add_recommendations(recommendations::all()?).await?;
        if let Some((commission, _)) = offices.get(1) {
            self.submit_demonstration(*commission).await?;
        }
        Ok(offices)
    }
}

/// An id that is the same at every filling: UUIDv8 (RFC 9562, section 5.8) of a name.
fn demonstration_id(what: &str, name: &str) -> uuid::Uuid {
    let hash = blake3::derive_key(&format!("satchel demonstration {what} 1"), name.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}
