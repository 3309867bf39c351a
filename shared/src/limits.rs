//! Every limit on size, count and depth, in one place.
//!
//! A limit is generous to honest work and small enough that one device cannot exhaust the hub, nor the hub a device.

/// Bytes of one exchange's body, in either direction.
pub const EXCHANGE_BYTES: usize = 8 << 20;
/// The most bytes that a device puts into one request, and asks the hub to put into one reply.
pub const EXCHANGE_BUDGET_BYTES: usize = 1 << 20;
/// Bytes of the first parts of a reply, before they are compressed: a connection that is cut every few kilobytes still brings
/// one.
pub const PART_BYTES: usize = 3 << 10;
/// Bytes of later parts: large enough to compress well, small enough that a cut loses little of what came.
pub const LATER_PART_BYTES: usize = 6 << 10;
/// Bytes of one part after it is expanded, with all that it may hold beside its updates.
pub const EXPANDED_PART_BYTES: usize = 64 << 10;
/// Records whose snapshots are asked for at once.
pub const REPAIRED_RECORDS: usize = 500;
/// Bytes of a cursor.
pub const CURSOR_BYTES: usize = 128;
/// Seconds for which the hub holds an answer until there is news: less than what proxies allow.
pub const WAIT_SECONDS: u8 = 50;
/// Bytes of one pack.
pub const PACK_BYTES: usize = 4 << 20;
/// Bytes of one piece of a satchel: one pack, or one decision with its version, encrypted.
pub const SATCHEL_PIECE_BYTES: usize = PACK_BYTES + VERSION_BYTES;
/// Bytes of updates that are read at once for a satchel.
pub const SATCHEL_UPDATES_BYTES: usize = 512 << 10;
/// Parts, of at most [`LATER_PART_BYTES`] each, that are one piece of a satchel: a piece that is damaged loses no more. Each piece is
/// compressed alone: a letter in pieces of 4 parts is 1.6 times as large as one in a single piece, with 8 parts 1.3, with 16 1.15.
pub const SATCHEL_PARTS: usize = 8;
/// Bytes of packs, decisions and files of a satchel that are taken at once.
pub const SATCHEL_TAKEN_BYTES: usize = 4 << 20;
/// Bytes of a satchel's file that the window hands over.
pub const SATCHEL_BYTES: u64 = 4 << 30;
/// Files that a letter asks for.
pub const SATCHEL_WANTED_FILES: usize = 1_000;
/// Verdicts in one piece.
pub const SATCHEL_VERDICTS: usize = 1_000;
/// The fewest megabytes of one file of a satchel that is split.
pub const SATCHEL_FILE_LEAST_MB: u64 = 1;
/// Pieces of one file whose beginning is good and whose content is not, after which no piece is looked for inside of one.
pub const SATCHEL_SEARCHED_PIECES: u32 = 1_000;
/// Bytes of a pack's or a version's body after it is expanded.
pub const EXPANDED_BYTES: usize = 32 << 20;
/// Changes in one pack.
pub const PACK_CHANGES: usize = 100_000;
/// Bytes of one version, expanded.
pub const VERSION_BYTES: usize = 4 << 20;
/// UTF-16 units of a one-line field: a title, a name, a code.
pub const LINE_UNITS: usize = 1_000;
/// UTF-16 units of one prose field.
pub const PROSE_UNITS: usize = 1_000_000;
/// Items of one list in a record.
pub const LIST_ITEMS: usize = 1_000;
/// Edits in one request from the window.
pub const EDITS: usize = 1_000;
/// Parts (lines, sentences or words) that are compared one by one; beyond that, a stretch of a text is told as replaced.
pub const COMPARED_PARTS: usize = 2_000;
/// Characters of the line that names a record in lists.
pub const TITLE_CHARACTERS: usize = 200;
/// Characters of what a decision says: a question, an answer, a reason.
pub const DECISION_CHARACTERS: usize = 10_000;
/// Characters of a name: of an office, a member, a device.
pub const NAME_CHARACTERS: usize = 200;
/// Characters of a search text.
pub const SEARCH_CHARACTERS: usize = 500;
/// Saved filters of a device.
pub const SAVED_FILTERS: usize = 50;
/// Rows of one answer to a search or a list.
pub const ROWS: usize = 10_000;

/// How many records each task, and all news, of the home page name.
pub const HOME_RECORDS: usize = 8;
/// How many decisions the home page tells of each record on which something is new.
pub const HOME_DECISIONS: usize = 5;
/// Bytes of a request from the window to its back end.
pub const WINDOW_REQUEST_BYTES: usize = 8 << 20;
/// Bytes of one attached file: a long report with scans, and little enough to be sent from a field office.
pub const ATTACHMENT_BYTES: u64 = 50 << 20;
/// Bytes of one piece of an attached file, in the vault and on the way to it. All but the last have as many.
pub const ATTACHMENT_PIECE_BYTES: usize = 256 << 10;
/// Bytes of an attached file that go in one request, either way: large beside what a request costs, small enough to be held in
/// memory.
pub const ATTACHMENT_STRETCH_BYTES: usize = 1 << 20;
/// Bytes of all files that an office attaches, at the hub.
pub const OFFICE_ATTACHMENT_BYTES: u64 = 64 << 30;
/// Files attached to one record.
pub const ATTACHMENTS: usize = 200;
/// Bytes of all attached files in a vault.
pub const VAULT_ATTACHMENT_BYTES: u64 = 8 << 30;
/// Pixels of the longer side of a picture that was made smaller.
pub const PICTURE_SIDE_PIXELS: u32 = 2_560;
/// Bytes that a picture may take while it is decoded to be made smaller, its file among them: a photograph of twelve
/// million pixels.
pub const PICTURE_DECODING_BYTES: u64 = 40 << 20;
/// For how many days an invitation's code can be used.
pub const INVITATION_DAYS: u16 = 14;
/// Bytes of a file of recommendations.
pub const IMPORT_BYTES: u64 = 256 << 20;
/// Characters of one recommendation's text.
pub const RECOMMENDATION_CHARACTERS: usize = 20_000;
/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARACTERS: usize = 8;
