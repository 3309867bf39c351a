//! Files on their way to the vault and from it, piece by piece.

pub(crate) mod arrivals;
pub(crate) mod queue;

use gloo_events::{EventListener, EventListenerOptions};
use satchel_shared::{
    Problem,
    ids::RecordId,
    limits::{ATTACHMENT_BYTES, ATTACHMENT_PIECE_BYTES},
    window::{
        AddPiece, Attached, BeginAttachment, CancelAttachment, FinishAttachment, Pictures, Piece, ReadPiece, Upload,
    },
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, DragEvent, Event, File, HtmlAnchorElement, Url};

use crate::{backend, browser};

/// What a browser's own limits on a file's size leave of it as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a file's size is a whole number"
)]
pub(crate) fn size(file: &File) -> u64 {
    file.size() as u64
}

/// Whether files are dragged, and not words.
pub(crate) fn holds_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|from| from.types()).unwrap_or_default();
    types.includes(&JsValue::from_str("Files"), 0)
}

/// A file that is dropped where none is taken does not replace the page.
pub(crate) fn refuse_drops() -> Vec<EventListener> {
    let refuse = |event: &Event| {
        if let Some(event) = event.dyn_ref::<DragEvent>()
            && !event.default_prevented()
            && holds_files(event)
        {
            event.prevent_default();
            if let Some(from) = event.data_transfer() {
                from.set_drop_effect("none");
            }
        }
    };
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let options = EventListenerOptions::enable_prevent_default();
    let listen = |event| EventListener::new_with_options(&window, event, options, refuse);
    ["dragover", "drop"].map(listen).into()
}

/// The files that were dropped or pasted.
pub(crate) fn files(from: Option<DataTransfer>) -> Vec<File> {
    let list = from.and_then(|from| from.files());
    list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect())
        .unwrap_or_default()
}

/// Sends a file's bytes. `sent` hears how many went, and says whether to go on.
///
/// # Errors
/// Why it could not be sent; nothing of it stays then.
pub(crate) async fn send(id: RecordId, file: &File, sent: impl Fn(u64) -> bool) -> Result<Option<Upload>, Problem> {
    let (name, bytes) = (file.name(), size(file));
    // The back end says the same; here it is said before a byte is read.
    if bytes > ATTACHMENT_BYTES {
        let limit = ATTACHMENT_BYTES >> 20;
        return Err(Problem::new("file-too-large").with("name", name).with("limit", limit));
    }
    let upload = backend::call(BeginAttachment { id, name, bytes }).await?;
    let mut at = 0;
    while at < bytes {
        let end = bytes.min(at + ATTACHMENT_PIECE_BYTES as u64);
        let outcome = match read(file, at, end).await {
            Ok(piece) => {
                backend::call(AddPiece {
                    upload,
                    piece: Piece(piece),
                })
                .await
            }
            Err(_) => Err(Problem::new("file-incomplete")),
        };
        if let Err(problem) = outcome {
            give_up(upload).await;
            return Err(problem);
        }
        at = end;
        if !sent(at) {
            give_up(upload).await;
            return Ok(None);
        }
    }
    Ok(Some(upload))
}

/// Attaches a file that was sent.
///
/// # Errors
/// Why it is not attached; nothing of it stays then.
pub(crate) async fn finish(upload: Upload, pictures: Option<Pictures>) -> Result<Attached, Problem> {
    let request = FinishAttachment {
        upload,
        caption: String::new(),
        confidential: false,
        pictures,
    };
    let answer = backend::call(request).await;
    if answer.is_err() {
        give_up(upload).await;
    }
    answer
}

pub(crate) async fn give_up(upload: Upload) {
    // What stays behind goes when the vault is opened next.
    backend::call(CancelAttachment { upload }).await.ok();
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes are far below the 53 bits of a JavaScript number"
)]
pub(crate) async fn read(file: &File, from: u64, to: u64) -> Result<Vec<u8>, JsValue> {
    let slice = file.slice_with_f64_and_f64(from as f64, to as f64)?;
    let buffer = JsFuture::from(slice.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// An address, in this page only, of a file's bytes. Whoever takes it gives it back with [`forget`].
///
/// # Errors
/// What the back end says.
pub(crate) async fn address(hash: &str, media_type: &str) -> Result<String, Problem> {
    let parts = js_sys::Array::new();
    for place in 0.. {
        let hash = hash.to_owned();
        let Piece(bytes) = backend::call(ReadPiece { hash, place }).await?;
        if bytes.is_empty() {
            break;
        }
        parts.push(&js_sys::Uint8Array::from(bytes.as_slice()));
    }
    address_of(&parts, media_type)
}

fn address_of(parts: &js_sys::Array, media_type: &str) -> Result<String, Problem> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(parts, &options)
        .and_then(|blob| Url::create_object_url_with_blob(&blob))
        .map_err(|_| Problem::new("file-incomplete"))
}

pub(crate) fn forget(address: &str) {
    Url::revoke_object_url(address).ok();
}

/// Lets the browser write a file where the person keeps what is saved.
///
/// # Errors
/// What the back end says.
pub(crate) async fn save(hash: &str, name: &str) -> Result<(), Problem> {
    // Told as bytes, whatever it is, so that nothing shows it in place of saving it.
    offer(address(hash, "application/octet-stream").await?, name).await;
    Ok(())
}

/// The same with pieces that came.
///
/// # Errors
/// Where the browser has no room for them.
pub(crate) async fn save_pieces(parts: &js_sys::Array, name: &str) -> Result<(), Problem> {
    offer(address_of(parts, "application/octet-stream")?, name).await;
    Ok(())
}

async fn offer(address: String, name: &str) {
    let link = browser::document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser reads it after the click has returned.
    gloo_timers::future::TimeoutFuture::new(60_000).await;
    forget(&address);
}
