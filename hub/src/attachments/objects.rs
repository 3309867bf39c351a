//! Where files' bytes lie: as objects in a folder, or in a store that speaks S3's protocol.
//!
//! `files/HASH` is a file that is whole. `coming/OFFICE/HASH/AT-END` is a piece of one that is coming, from its byte AT up to its
//! byte END: objects are written whole or not at all, several processes of a hub can take the pieces of one file, and none takes
//! the place of a longer one.

use std::{fmt, fs, io, ops::Range, path::Path as FilePath, sync::Arc};

use axum::body::Bytes;
use futures_util::TryStreamExt;
use object_store::{
    Error, ObjectMeta, ObjectStore, ObjectStoreExt, WriteMultipart,
    local::LocalFileSystem,
    path::{Path, PathPart},
};
use satchel_shared::ids::OfficeId;

use crate::store::ContentHash;

/// Parts of an object on their way to the store at once.
const PARTS_UNDER_WAY: usize = 2;

/// The store of files' bytes; cheap to clone.
#[derive(Clone)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    /// Before the name of each object.
    prefix: Path,
}

/// Why the store of files' bytes did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("the store of attached files does not answer: {0}")]
pub struct ObjectsError(#[from] Error);

/// Where files' bytes are kept, as a person names it: `s3://BUCKET/PREFIX`, or a folder's `file:///PATH`. How an S3 store is reached stands
/// in the environment, in the names that its own tools use: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`,
/// `AWS_ENDPOINT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectsName(String);

/// Why a name names no store of files' bytes.
#[derive(Debug, thiserror::Error)]
pub enum ObjectsNameError {
    #[error("the place of attached files is named s3://BUCKET/PREFIX or file:///FOLDER")]
    UnknownKind,
    #[error("the folder of attached files cannot be used: {0}")]
    Folder(#[from] io::Error),
    #[error("the store of attached files cannot be used: {0}")]
    Store(#[from] Error),
}

impl From<String> for ObjectsName {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl fmt::Debug for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Objects({})", self.prefix)
    }
}

/// A piece of a file that is coming.
struct Piece {
    at: u64,
    meta: ObjectMeta,
}

impl Objects {
    /// Objects in a folder, which is made if need be.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn in_folder(folder: &FilePath) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(io::Error::other)?;
        Ok(Self {
            store: Arc::new(store.with_fsync(true).with_automatic_cleanup(true)),
            prefix: Path::default(),
        })
    }

    /// Objects where a name says.
    ///
    /// # Errors
    /// [`ObjectsNameError`]
    pub fn named(ObjectsName(name): &ObjectsName) -> Result<Self, ObjectsNameError> {
        if let Some(folder) = name.strip_prefix("file://").filter(|folder| folder.starts_with('/')) {
            return Ok(Self::in_folder(FilePath::new(folder))?);
        }
        let url = name.parse().ok().filter(|_| name.starts_with("s3://"));
        let url = url.ok_or(ObjectsNameError::UnknownKind)?;
        let settings = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
        let (store, prefix) =
            object_store::parse_url_opts(&url, settings.map(|(name, value)| (name.to_lowercase(), value)))?;
        Ok(Self {
            store: Arc::from(store),
            prefix,
        })
    }

    /// Bytes of a coming file that are here, from its beginning and without a gap.
    pub(super) async fn came(&self, office: OfficeId, hash: &ContentHash) -> Result<u64, ObjectsError> {
        Ok(in_a_row(&self.pieces(office, hash).await?))
    }

    /// Keeps bytes of a coming file.
    pub(super) async fn add(
        &self,
        office: OfficeId,
        hash: &ContentHash,
        at: u64,
        bytes: Vec<u8>,
    ) -> Result<(), ObjectsError> {
        let end = at + bytes.len() as u64;
        let name = self.coming(office, hash).join(format!("{at:012}-{end:012}"));
        self.store.put(&name, bytes.into()).await?;
        Ok(())
    }

    /// Makes a whole file of its pieces, where they are what the hash says; says whether they are.
    pub(super) async fn join(&self, office: OfficeId, hash: &ContentHash, length: u64) -> Result<bool, ObjectsError> {
        let pieces = self.pieces(office, hash).await?;
        if in_a_row(&pieces) != length {
            return Ok(false);
        }
        let name = self.file(hash);
        let mut into = match self.store.head(&name).await {
            // Another office sent the same.
            Ok(_) => None,
            Err(Error::NotFound { .. }) => Some(WriteMultipart::new(self.store.put_multipart(&name).await?)),
            Err(error) => return Err(error.into()),
        };
        let (mut hasher, mut next) = (blake3::Hasher::new(), 0);
        for piece in pieces {
            let until = piece.at + piece.meta.size;
            if until <= next {
                continue;
            }
            let bytes = self.store.get(&piece.meta.location).await?.bytes().await?;
            let known = usize::try_from(next - piece.at).unwrap_or(usize::MAX);
            let new = bytes.slice(known.min(bytes.len())..);
            next = until;
            hasher.update(&new);
            if let Some(into) = &mut into {
                into.wait_for_capacity(PARTS_UNDER_WAY).await?;
                into.put(new);
            }
        }
        if hasher.finalize().as_bytes() != hash {
            if let Some(into) = into {
                into.abort().await?;
            }
            return Ok(false);
        }
        if let Some(into) = into {
            into.finish().await?;
        }
        Ok(true)
    }

    /// Lets go of the pieces of a file.
    pub(super) async fn forget(&self, office: OfficeId, hash: &ContentHash) -> Result<(), ObjectsError> {
        for piece in self.pieces(office, hash).await? {
            match self.store.delete(&piece.meta.location).await {
                // Another process finished the same file.
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Bytes of a whole file.
    pub(super) async fn read(&self, hash: &ContentHash, range: Range<u64>) -> Result<Bytes, ObjectsError> {
        Ok(self.store.get_range(&self.file(hash), range).await?)
    }

    /// The pieces of a file that have come, by where they begin.
    async fn pieces(&self, office: OfficeId, hash: &ContentHash) -> Result<Vec<Piece>, ObjectsError> {
        let all: Vec<ObjectMeta> = self.store.list(Some(&self.coming(office, hash))).try_collect().await?;
        let mut pieces: Vec<Piece> = all
            .into_iter()
            .filter_map(|meta| {
                let (at, _) = meta.location.filename()?.split_once('-')?;
                let at = at.parse().ok()?;
                Some(Piece { at, meta })
            })
            .collect();
        pieces.sort_unstable_by_key(|piece| piece.at);
        Ok(pieces)
    }

    fn file(&self, hash: &ContentHash) -> Path {
        self.prefix.clone().join("files").join(hex(hash))
    }

    fn coming(&self, office: OfficeId, hash: &ContentHash) -> Path {
        let folder = self.prefix.clone().join("coming");
        folder.join(PathPart::from(office.to_string())).join(hex(hash))
    }
}

/// Bytes from the beginning to the first gap. Pieces may overlap, where a device did not know how far the last ones had come.
fn in_a_row(pieces: &[Piece]) -> u64 {
    pieces.iter().fold(0, |next, piece| {
        if piece.at <= next {
            next.max(piece.at + piece.meta.size)
        } else {
            next
        }
    })
}

fn hex(hash: &ContentHash) -> String {
    blake3::Hash::from_bytes(*hash).to_hex().to_string()
}
