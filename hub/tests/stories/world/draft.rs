//! A record as a device writes it.

use std::sync::atomic::{AtomicU64, Ordering};

use automerge::{AutoCommit, ScalarValue, transaction::Transactable};
use satchel_shared::{
    attachment::ATTACHMENTS,
    document::{Actor, Document, Pen},
    edit::{Edit, Scalar},
    ids::{ItemId, OfficeId, RecordId},
    pack::Pack,
    path::Path,
    schema::Kind,
    seal::Key,
};
use uuid::Uuid;

use super::Device;

/// A record as a device writes it.
pub(crate) struct Draft {
    pub(crate) document: Document,
    pub(crate) record: RecordId,
    pub(crate) office: OfficeId,
    key: Key,
    events: AtomicU64,
}

impl Draft {
    /// A request.
    pub(crate) fn new(device: &Device, record: u128) -> Self {
        Self::of(Kind::Request, device, record)
    }

    pub(crate) fn of(kind: Kind, device: &Device, record: u128) -> Self {
        let document = Document::new(
            kind,
            Actor {
                device: device.key.id(),
                generation: 0,
            },
        );
        let record = RecordId(Uuid::from_u128(record));
        Self {
            document,
            record,
            office: device.office,
            key: device.key.clone(),
            events: AtomicU64::new(0),
        }
    }

    /// The same draft at a colleague's.
    pub(crate) fn at(&mut self, colleague: &Device) -> Self {
        let mut theirs = Self::new(colleague, self.record.0.as_u128());
        let changes = self.document.changes_by(self.key.id(), &theirs.document.heads());
        theirs.document.apply(&changes).expect("applied");
        theirs
    }

    pub(super) fn event_id(&self) -> u128 {
        let count = self.events.fetch_add(1, Ordering::Relaxed);
        (self.record.0.as_u128() << 64)
            | u128::from(u64::from_be_bytes(self.key.id().0[..8].try_into().expect("eight")) ^ count)
    }

    /// Writes a title; gives the pack of the change.
    pub(crate) fn write(&mut self, title: &str) -> Vec<u8> {
        self.pack_of_title(title).seal(&self.key)
    }

    /// Writes a line into a field.
    pub(crate) fn set(&mut self, field: &'static str, value: &str) {
        let path = Path::field(field);
        let value = Scalar::from(value);
        self.pack_of(&[Edit::Set { path, value }]);
    }

    /// Writes bytes into a field that no version of the program has; gives the pack of the change.
    pub(crate) fn write_unknown(&mut self, field: &str, value: Vec<u8>) -> Vec<u8> {
        let before = self.document.heads();
        let actor = Actor {
            device: self.key.id(),
            generation: 0,
        };
        let mut document = AutoCommit::load(&self.document.save()).expect("a document");
        document.set_actor(actor.id());
        document
            .put(automerge::ROOT, field, ScalarValue::Bytes(value))
            .expect("written");
        let changes = document.get_changes(&before);
        self.document.apply(&changes).expect("applied");
        Pack::new(self.document.kind(), self.record, self.office, &changes).seal(&self.key)
    }

    /// Names a file; gives the pack of the change.
    pub(crate) fn attach(&mut self, name: &str, hash: &str, bytes: usize) -> Vec<u8> {
        let fields = [
            ("hash", Scalar::from(hash)),
            ("name", Scalar::from(name)),
            ("bytes", Scalar::Whole(i64::try_from(bytes).expect("a size"))),
        ];
        let add = Edit::Add {
            path: Path::field(ATTACHMENTS),
            id: Some(ItemId(Uuid::from_u128(7))),
            after: None,
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
        };
        self.pack_of(&[add]).seal(&self.key)
    }

    pub(crate) fn pack_of_title(&mut self, title: &str) -> Pack {
        self.pack_of(&[
            Edit::Set {
                path: Path::field("title"),
                value: Scalar::from(title),
            },
            Edit::Set {
                path: Path::field("context"),
                value: Scalar::from(title),
            },
        ])
    }

    fn pack_of(&mut self, edits: &[Edit]) -> Pack {
        let before = self.document.heads();
        let mut new_item = || ItemId(Uuid::nil());
        self.document
            .edit(
                None,
                edits,
                &mut Pen {
                    at_s: 0,
                    new_item: &mut new_item,
                },
            )
            .expect("edited");
        let changes = self.document.changes_by(self.key.id(), &before);
        Pack::new(self.document.kind(), self.record, self.office, &changes)
    }
}
