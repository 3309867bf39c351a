//! What the window asks of its back end, and what it gets: one request type a command, carried by Tauri or by loopback HTTP.
//!
//! The window never sees a document: it sends typed edits and receives views. [`COMMANDS`] lists every command, so that a
//! test can walk them all.

mod attachments;
mod board;
mod comments;
mod coordination;
mod decisions;
mod filter;
mod funds;
mod gaps;
mod history;
mod home;
mod narrowing;
mod public;
mod records;
mod related;
mod roster;
mod satchel;
mod session;
mod statement;
mod sync;

pub use attachments::*;
pub use board::*;
pub use comments::*;
pub use coordination::*;
pub use decisions::*;
pub use filter::*;
pub use funds::*;
pub use gaps::*;
pub use history::*;
pub use home::*;
pub use narrowing::*;
pub use public::*;
pub use records::*;
pub use related::*;
pub use roster::*;
pub use satchel::*;
use serde::{Serialize, de::DeserializeOwned};
pub use session::*;
pub use statement::*;
pub use sync::*;

/// One thing that the window can ask.
pub trait Request: Serialize + DeserializeOwned {
    /// The command's name, on both carriers.
    const COMMAND: &'static str;
    type Reply: Serialize + DeserializeOwned;
}

macro_rules! requests {
    ($($request:ident => $command:literal -> $reply:ty),+ $(,)?) => {
        $(impl Request for $request {
            const COMMAND: &'static str = $command;
            type Reply = $reply;
        })+

        /// Every command's name.
        pub const COMMANDS: &[&str] = &[$($command),+];
    };
}

requests! {
    GetSession => "get_session" -> Session,
    CreateVault => "create_vault" -> Session,
    Unlock => "unlock" -> Session,
    Lock => "lock" -> Session,
    Enrol => "enrol" -> Session,
    GetHome => "get_home" -> Home,
    MarkSeen => "mark_seen" -> (),
    ListRecords => "list_records" -> Vec<RecordRow>,
    GetSavedFilters => "get_saved_filters" -> Vec<SavedFilter>,
    KeepSavedFilters => "keep_saved_filters" -> (),
    CreateRecord => "create_record" -> RecordView,
    OpenRecord => "open_record" -> RecordView,
    CopyRecord => "copy_record" -> RecordView,
    EditRecord => "edit_record" -> Edited,
    SubmitRecord => "submit_record" -> RecordView,
    ShareRecord => "share_record" -> RecordView,
    ProposeTheme => "propose_theme" -> RecordView,
    GetPublic => "get_public" -> PublicView,
    Decide => "decide" -> RecordView,
    GetPartners => "get_partners" -> Vec<Partner>,
    GetGuests => "get_guests" -> Vec<Partner>,
    GetDesk => "get_desk" -> Vec<DeskMember>,
    GetBoard => "get_board" -> Board,
    ListOffices => "list_offices" -> Vec<OfficeRow>,
    GetOffice => "get_office" -> OfficeView,
    AddOffice => "add_office" -> OfficeView,
    Invite => "invite" -> Invitation,
    DecideOnOffice => "decide_on_office" -> OfficeView,
    ReplaceKey => "replace_key" -> OfficeView,
    GetFunds => "get_funds" -> Vec<FundRow>,
    GetFund => "get_fund" -> FundView,
    GetFundable => "get_fundable" -> Vec<Fundable>,
    EnterIntoFund => "enter_into_fund" -> FundView,
    ReadContributions => "read_contributions" -> ReadTable,
    EnterContributions => "enter_contributions" -> FundView,
    ExportFund => "export_fund" -> String,
    GetRelated => "get_related" -> Related,
    OpenAssessment => "open_assessment" -> RecordView,
    PlanActivity => "plan_activity" -> RecordView,
    GetHistory => "get_history" -> History,
    GetMoment => "get_moment" -> RecordView,
    GetComparison => "get_comparison" -> Comparison,
    RestoreRecord => "restore_record" -> RecordView,
    AddComment => "add_comment" -> RecordView,
    ReplyToComment => "reply_to_comment" -> RecordView,
    ResolveComment => "resolve_comment" -> RecordView,
    BeginAttachment => "begin_attachment" -> Upload,
    AddPiece => "add_piece" -> (),
    FinishAttachment => "finish_attachment" -> Attached,
    CancelAttachment => "cancel_attachment" -> (),
    ReadPiece => "read_piece" -> Piece,
    GetPictures => "get_pictures" -> Option<Pictures>,
    SetPictures => "set_pictures" -> (),
    SearchRecommendations => "search_recommendations" -> RecommendationHits,
    CountRecommendations => "count_recommendations" -> usize,
    GetRecommendationFacets => "get_recommendation_facets" -> RecommendationFacets,
    GetCoordination => "get_coordination" -> Coordination,
    GetStatement => "get_statement" -> Statement,
    GetGaps => "get_gaps" -> Gaps,
    SyncNow => "sync_now" -> SyncReport,
    StopSync => "stop_sync" -> (),
    RetryProblems => "retry_problems" -> Vec<SetAside>,
    SetLinkUse => "set_link_use" -> (),
    WaitForNews => "wait_for_news" -> bool,
    GetSyncState => "get_sync_state" -> SyncState,
    GetColleagues => "get_colleagues" -> Vec<Colleague>,
    PackSatchel => "pack_satchel" -> PackedSatchel,
    ReadSatchel => "read_satchel" -> Piece,
    BeginSatchel => "begin_satchel" -> (),
    AddToSatchel => "add_to_satchel" -> (),
    UnpackSatchel => "unpack_satchel" -> UnpackedSatchel,
}
