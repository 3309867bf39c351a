//! Decisions on their way into the vault, with the versions that they name.

use satchel_shared::{
    exchange::LedgerEntry,
    ledger::{Decision, Event},
    seal::{Purpose, Sealed},
    version::Version,
};

use super::{Incoming, Untaken};
use crate::{
    app::{decide::stand, open::listing_of},
    vault::{KeptDecision, decisions, records},
};

impl Incoming<'_> {
    pub(super) fn take_decision(&self, entry: &LedgerEntry) -> Result<(), Untaken> {
        let sealed = Sealed::parse(&entry.decision.event).ok();
        let signer = sealed.as_ref().map(Sealed::signer);
        let key = sealed.as_ref().map(|sealed| self.key(sealed, Purpose::Event));
        let key = key.transpose()?.flatten();
        let key = key.ok_or_else(|| {
            let detail = signer.map(|signer| signer.to_string()).unwrap_or_default();
            Untaken::unusable(None, "unknown-device", detail)
        })?;
        let event = entry.decision.open(&key);
        let event = event.map_err(|error| Untaken::unusable(None, error.code(), &error))?;
        let version = self.keep_version(entry, &event);
        let is_on_a_record = !matches!(event.what, Decision::Office(_) | Decision::Fund(_));
        if is_on_a_record && records::find(self.transaction, event.record)?.is_none() {
            version?;
            return Err(Untaken::unusable(Some(event.record), "missing-version", ""));
        }
        let kept = KeptDecision {
            event: event.id,
            signer,
            what: event.what,
            status: entry.status,
            version_number: entry.version_number,
            number: entry.number,
            at: entry.at,
            refused: String::new(),
            is_told: false,
        };
        let until = if let Decision::Shared { until, .. } = &kept.what {
            Some(*until)
        } else {
            None
        };
        decisions::put(self.transaction, event.record, &kept)?;
        if let Some(until) = until {
            records::set_shared_until(self.transaction, event.record, until)?;
        }
        stand(self.transaction, event.record)?;
        // What was decided counts, also where the version that it names cannot be read (yet).
        version
    }

    /// Keeps the version that came along, and lists its record from it where there is no living document here.
    fn keep_version(&self, entry: &LedgerEntry, event: &Event) -> Result<(), Untaken> {
        let record = event.record;
        let Some(id) = event.what.version() else {
            return Ok(());
        };
        let bytes = entry.version_bytes(id);
        let Some(bytes) = bytes.map_err(|error| Untaken::unusable(Some(record), error.code(), &error))? else {
            return Ok(());
        };
        let version = match Version::from_bytes(&bytes) {
            Ok(version) if version.record == record => version,
            Ok(_) => {
                let detail = "another record's version";
                return Err(Untaken::unusable(Some(record), "update-unreadable", detail));
            }
            Err(error) => return Err(Untaken::unusable(Some(record), "update-unreadable", error)),
        };
        decisions::put_version(self.transaction, record, id, &bytes)?;
        let stored = records::find(self.transaction, record)?;
        if stored.as_ref().is_some_and(|stored| stored.own) {
            return Ok(());
        }
        if stored.is_none() {
            records::insert(
                self.transaction,
                record,
                version.kind,
                event.office,
                &entry.office_name,
                false,
                self.now,
            )?;
        }
        // One that was set aside may come after those that were submitted later.
        let decisions = decisions::of_record(self.transaction, record)?;
        if decisions
            .iter()
            .any(|it| it.number > entry.number && matches!(it.what, Decision::Submitted { .. }))
        {
            return Ok(());
        }
        let listing = listing_of(version.kind, &version.content);
        Ok(records::describe(self.transaction, record, &listing, entry.at)?)
    }
}
