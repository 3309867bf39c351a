//! The window: a Yew program that shows views and sends typed edits. It knows `shared` and nothing of documents.
//!
//! An edit's way: a field's input becomes one [`satchel_shared::edit::Edit`] (`keeping`, without a browser and tested
//! natively), is queued and sent at the next pause (`keeper`), over whichever carrier there is (`backend`).
//!
//! # Hooks for tests
//!
//! Stable ids, for WebDriver and for people who write style sheets:
//!
//! | hook | what |
//! | --- | --- |
//! | `#passphrase`, `#passphrase-again`, `#create-vault`, `#unlock` | the first pages |
//! | `#stopped` | shown when the window has stopped; otherwise hidden |
//! | `#open-menu` in a small window, `#rail-home`, `#rail-work`, `#rail-board`, `#rail-request`, `#rail-practice`, …, `#rail-recommendations`, `#rail-gaps`, `#rail-coordination`, `#rail-funds`, `#rail-offices`, `#rail-join`, `#lock` | the rail |
//! | `#hub-url`, `#code`, `#join` | joining an office; `#membership` once it is done |
//! | `#search`, `#filter-all`, `#filter-drafts`, `#filter-submitted`, `#filter-two-values` | above the list |
//! | `#narrow` with `data-count`, `#narrow-kind`, `#narrow-status`, `#narrow-state`, `#narrow-theme`, `#narrow-year`, `#narrow-order` | narrowing and ordering the list |
//! | `#filter-name`, `#save-filter`, `#clear-filters`, `#saved-0`, `#forget-0` | filters that are kept |
//! | `#new-record`, `[data-record="ID"]` with `data-status`, `data-safety` | the list and its rows |
//! | `#status`, `#title`, `#kept` with `data-state="kept|waiting|failed"` | the record's head |
//! | `#undo`, `#redo`, `#open-history`, `#open-comments` with `data-open`, the number of open ones | in the record's head |
//! | `#history`, `[data-moment="…"]` (`v1`, or a change), `#history-compare` with `#history-with`, `#history-look`, `#history-back`, `#restore`, `#confirm-restore` | the history; `#compared` or `#no-difference`, `#history-then` |
//! | `#copy-record`, `#open-print`, `#print`, `#sheet`, `#do-print` | a copy as a new record; the record as it is printed |
//! | `[data-rule="no-currency"]` | what is amiss at a field, and kept all the same |
//! | `#comments`, `[data-comment="ID"]` with `data-resolved`, `[data-answer="ID"]`, `[data-resolve="ID"]`, `#comment-on`, `#comment-text`, `#add-comment`; `#comment-FIELD` with `data-open` at a field, by the field's id | comments |
//! | `#section-basis`, `#section-need`, … | the tabs |
//! | `#field-title`, `#field-requesting_authority-name`, `#field-budget-0-item` | a field: `field-` and its path, items by place, `.` as `-`; lists are elements of the same scheme |
//! | `#add-budget`, `#remove-budget-0` | adding to a list, taking out of it |
//! | `#add-attachments`, `#attachment-files`, `#attachments-limits`, `#attachment-progress`, `#attachment-stop`; `#files-coming` in the head | adding files |
//! | `[data-attachment="HASH"]`, `#show-attachment-0`, `#preview-0`, `#save-attachment-0`, `#remove-attachments-0`, `#confirm-remove-attachment` | one file, by its place |
//! | `#pictures-dialog`, `#ask-smaller`, `#ask-without-location`, `#confirm-pictures`, `#pictures-leave-out`; `#pictures`, `#pictures-smaller`, `#pictures-without-location` | what is done with pictures: asked once, then beside the files |
//! | `#keeps-location-dialog`, `#confirm-keeps-location` | a picture that cannot lose its place: attached all the same |
//! | `#two-FIELD` with buttons `[data-use="0"]`, `[data-use="1"]` | two values of a field, by the field's id |
//! | `#pick-recommendations`, `#recommendation-search`, `[data-recommendation="ID"]` | the recommendation picker |
//! | `#narrow-recommendations`, `#filter-state`, `#filter-cycle`, `#filter-position`, `#filter-theme`, `#filter-source` | narrowing the search over recommendations |
//! | `#gaps-state`, `#gaps-cycle`, `#gaps-summary` with `data-total`, `data-linked`, `#gaps-by-session`, `#gaps-by-theme`, `#gaps-open`, `#gaps-begun` | the follow-up of recommendations |
//! | `#submit`, `#confirm-submit`, `#acknowledge`, `#decide`, `[data-do="EVENT"]`, `#decision-field`, `#decision-whom`, `[data-accepts="true"]`, `#decision-text`, `#confirm-decision` | decisions |
//! | `#open-decisions`, `#see-questions`, `#decisions`, `[data-event="NAME"]` with `data-number`, 0 while it waits, `[data-question="ID"]` | what was decided; the answer to a question |
//! | `#assigned`, `#steps` with `[data-step="STATUS"]`, `#guests` with `[data-guest="ID"]` and `data-answer` | who answers for a record, how long each step took, who is invited |
//! | `#board` with `data-count`, in it `[data-status="STATUS"]` with `data-count`, `data-overdue`, `[data-record="ID"]` with `data-late`, `[data-more]`; `#board-state`, `#board-theme`, `#board-whose`, `#board-overdue` | the desk's board |
//! | `[data-todo="WHAT"]` with `data-count`, `[data-open="ID"]`, `[data-news="ID"]`, `#mark-seen`, `#no-news`, `#home-nothing` | the home page |
//! | `#coordination-state`, `#coordination-from`, `#coordination-to`, `#coordination-matrix` with `[data-theme="CODE"]`, `data-gap`, `data-overlaps`; `#timeline` | who does what |
//! | `#open-assessment` | what the desk thinks of a request |
//! | `#open-related`, `#related`, `[data-related="LIST"]`, `#plan-activity` | what a record has in common with others |
//! | `#open-public`, `#public-panel`, `#public-state` with `data-seen`, `#publish`, `#unpublish`, `[data-scope="SCOPE"]`, `#consent-SCOPE-open`, `#consent-SCOPE-authority`, `#consent-SCOPE-do`, `#withdraw-SCOPE` | what the public reads, and consents |
//! | `[data-fund="FUND"]`, `#fund-FUND`, `[data-figure="NAME"]` with `data-cents` | the funds |
//! | `#add-office`, `#offices-sought`, `#office-ID`, `[data-office="ID"]`, `[data-member="ID"]`, `[data-device="ID"]`, `[data-do="invite"]`; `#levels`, `#level-acknowledge`, …, `#set-levels` | offices and who is in them; service levels |
//! | `#bag`, `#waiting`, `#sync-now`, `#sync-panel`, `#sync-problem` | sync; `#bag` holds `data-waiting`, the number that waits, and `data-syncing` |
//! | `#palette`, `#palette-search`, `#shortcuts` | dialogs |
//! | `.problem` with `data-code` | what went wrong, wherever it is shown |

mod answer;
mod app;
mod attaching;
mod backend;
mod browser;
mod completeness;
mod components;
mod drafts;
mod intl;
mod keeper;
mod keeping;
mod known;
mod language;
mod pages;
mod route;
mod rows;
mod stopped;
mod theme;
mod themes;
mod values;
mod words;

fn main() {
    stopped::tell_when_it_does();
    backend::prepare();
    theme::Theme::chosen().show();
    match browser::element("app") {
        Some(root) => {
            root.set_inner_html("");
            yew::Renderer::<app::App>::with_root(root.into()).render()
        }
        None => yew::Renderer::<app::App>::new().render(),
    };
}
