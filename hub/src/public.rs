//! What the public sees: derived at every read from what is published and the consents that hold at that moment.

use satchel_shared::{
    ids::{OfficeId, RecordId},
    ledger::Subject,
    limits::VERSION_BYTES,
    schema::{Kind, Reach},
    version::Version,
    wire,
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    hub::Hub,
    store::{KnownRecord, StoreError},
};

/// Records that are looked through at once.
const RECORDS: u32 = 500;

/// What the public sees of one record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicItem {
    pub id: RecordId,
    pub kind: Kind,
    pub office: OfficeId,
    pub content: Map<String, Value>,
}

impl Hub {
    /// All that the public sees at this moment, in the order of the records' ids.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn public(&self) -> Result<Vec<PublicItem>, StoreError> {
        let (mut items, mut after) = (Vec::new(), None);
        loop {
            let records = self.store().records(after, RECORDS).await?;
            let Some(last) = records.last() else {
                return Ok(items);
            };
            after = Some(last.id);
            for record in records {
                items.extend(self.public_item(record).await?);
            }
        }
    }

    async fn public_item(&self, record: KnownRecord) -> Result<Option<PublicItem>, StoreError> {
        let (Some(version), Subject::Record(kind)) = (record.standing.public_at(self.now_ms()), record.subject) else {
            return Ok(None);
        };
        let place = record.standing.versions.iter().rposition(|known| *known == version);
        let number = place.and_then(|place| u32::try_from(place + 1).ok());
        let kept = match number {
            Some(number) => self.store().version(record.id, number).await?,
            None => None,
        };
        let kept = kept.ok_or(StoreError::Damaged("version"))?;
        let bytes = wire::expand(&kept.body, VERSION_BYTES, "a version");
        let version = bytes.and_then(|bytes| Version::from_bytes(&bytes));
        let version = version.map_err(|_| StoreError::Damaged("version"))?;
        Ok(Some(PublicItem {
            id: record.id,
            kind,
            office: record.office,
            content: kind.reaching(Reach::Public, &version.content),
        }))
    }
}
