# The interface. Short, plain, the field's own words.
#
# Names of fields follow the schema: field-KIND-PATH and hint-KIND-PATH with hyphens between the parts of a path,
# section-KIND-NAME, code-KIND-PATH-CODE, and for lists add-KIND-PATH and empty-KIND-PATH.

product = Satchel
back = Back
close = Close
try-again = Try again
needed = needed
label-within = { $outer }: { $field }
not-chosen = Not chosen
yes = Yes
no = No
language = Language

## The first pages

front-unreachable = Satchel cannot be reached
window-stopped = This window has stopped. What was marked as kept is safe on this device. Close the window and open it again.
create-title = Choose a passphrase
create-what = Everything you write is kept on this device in a vault that only your passphrase opens. A few words that you can remember are better than one difficult word.
create-unrecoverable = Nobody can recover a passphrase: no colleague, no administrator, not headquarters. Without it, what has not been sent is gone.
create-do = Make the vault
create-busy = Making the vault
passphrase = Passphrase
passphrase-again = The same passphrase again
passphrase-hint = At least { $count } characters.
passphrase-show = Show
passphrase-hide = Hide
passphrase-too-short = The passphrase is shorter than { $count } characters. Add a word.
passphrase-different = The two are not the same. Type the passphrase again.
unlock-title = Unlock your vault
unlock-what = What you wrote is on this device, locked. Your passphrase opens it; no connection is needed.
unlock-do = Unlock
unlock-busy = Unlocking

## Joining an office

join-title = Join your office
join-what = You can write without joining. To send what you write to headquarters, and to write with colleagues, enter what stands on your invitation. This needs a connection once.
join-url = Address of headquarters
join-url-hint = It begins with https:// and stands on the invitation.
join-code = Code
join-code-hint = It works once, for this device.
join-do = Join
join-busy = Joining
membership-title = Your office
member-name = Name
member-role = Role
member-office = Office
member-office-kind = Kind of office
member-states = States
member-hub = Headquarters
role-drafter = Drafter
role-lead = Lead
role-desk = Desk
role-fund = Fund
role-partner = Partner
role-mandate = Mandate
role-admin = Administrator
office-field-office = Field office
office-nhri = National human rights institution
office-agency = United Nations agency
office-headquarters = Headquarters
office-mandate = Special procedure

## The rail

rail = Main places
rail-work = My work
rail-request = Requests
rail-practice = Practices
rail-activity = Activities
rail-discussion = Discussions
rail-observation = Observations
rail-recommendations = Recommendations
rail-join = Join your office
rail-membership = Your office
rail-no-office = No office yet
rail-lock = Lock
rail-palette = Commands
rail-menu = Menu

## The bag

bag-empty = Nothing waits
bag-waiting =
    { $count ->
        [one] { $count } change in the satchel
       *[other] { $count } changes in the satchel
    }
bag-all-sent = Headquarters has all up to { $when }.
bag-never-sent = Headquarters has nothing from this device yet.
bag-no-office = Kept on this device only. Join your office to send it.
bag-set-aside =
    { $count ->
        [one] { $count } record set aside
       *[other] { $count } records set aside
    }
bag-failed = The last sync did not go through. Open for the reason.

## Sync

sync-do = Sync now
sync-stop = Stop syncing
sync-title = What waits, and what was sent
sync-waiting = In the satchel
sync-nothing-waits = Nothing waits. What you write next will.
sync-link = The connection
sync-in-touch = Stay in touch
sync-in-touch-explained = While there is a connection, what you write goes a moment later, and what colleagues write comes by itself.
files-to-come =
    { $count ->
        [one] { $count } file of these records has not come yet.
       *[other] { $count } files of these records have not come yet.
    }
files-without-room = Files that stay at headquarters, as those in this vault would take more than { $limit } MB: { $count }.
sync-metered = The link is paid by the byte
sync-metered-explained = Texts go with each sync. Attached files wait until you send them.
sync-files-now = Send and fetch files now
courier-title = By courier
courier-explained = Where no network reaches, a file carries what a sync would. What is packed still waits here until an answer comes.
courier-to = For
courier-headquarters = Headquarters
courier-pack = Save a satchel
courier-open = Open a satchel
courier-packed = Packed: { $size }. The file is encrypted, and only its receiver can open it. Give it to the courier.
courier-joined = This device has joined { $office }.
courier-from = From { $name }.
courier-from-headquarters = From headquarters.
courier-received = Received: { $count }.
courier-files = Files that came whole: { $count }.
courier-accepted = Taken by headquarters: { $count }.
courier-refused = Refused by headquarters: { $count }.
courier-set-aside = Set aside for now: { $count }.
sync-set-aside = Set aside
sync-set-aside-explained = These could not be sent or taken in. All others go on.
sync-retry = Try again
sync-log = What was sent
sync-no-log = Nothing has been sent from this device yet.
sync-progress =
    { $count ->
        [0] Everything is on its way. { $seconds } s.
        [one] { $count } change still to go. { $seconds } s.
       *[other] { $count } changes still to go. { $seconds } s.
    }
waiting-changes = Edited, since { $since }
waiting-decision = { $event }, since { $since }
waiting-files = Attached files, edited { $since }
report-moved =
    { $sent ->
        [0] Nothing to send,
       *[other] { $sent } sent,
    } { $received ->
        [0] nothing new came.
       *[other] { $received } came.
    }
report-files = Files: { $sent } sent, { $received } came.
report-refused = { $count } not taken by headquarters.
report-pending = { $count } still to go.
report-differs = This device and headquarters still do not have the same: tell headquarters.
report-cost =
    { $requests ->
        [one] { $requests } request,
       *[other] { $requests } requests,
    } { $up } up, { $down } down.

## The list

search = Search records
search-hint = Search  /
filters = Which records
filter-all = All
filter-drafts = Drafts
filter-submitted = Submitted
filter-two-values = Two values
new = New
new-request = New request
new-practice = New practice
new-activity = New activity
new-discussion = New discussion
new-observation = New observation
untitled-request = Untitled request
untitled-record = Untitled record
untitled-practice = Untitled practice
untitled-activity = Untitled activity
untitled-discussion = Discussion without a theme
untitled-observation = Observation without a text
list-count =
    { $count ->
        [one] { $shown } record
       *[other] { $shown } records
    }
list-empty = Nothing here yet. Make a new one: it is kept on this device from the first word.
list-empty-desk = No request waits for you. New ones come with the next sync.
list-empty-others = Nothing here yet. What others write of this kind, and let you see, comes with a sync.
list-none-drafts = No drafts here. Whatever is submitted stands under Submitted.
list-none-submitted = Nothing has been submitted from this list yet.
list-none-two-values = No field has two values. When two people write one field while apart, both values wait here.
list-no-hit = No record holds “{ $text }”. Fewer letters find more.
nothing-open = Choose a record, or make a new one with N.
nothing-open-desk = Choose a record to read it.
nothing-open-join = You can write now and join your office later: everything waits in the satchel.
status-version = { $status }, version { $version }
row-edited-since = edited since
row-conflicts =
    { $count ->
        [one] { $count } field has two values
       *[other] { $count } fields have two values
    }
row-refused = not taken
safety-here = not sent
safety-at-headquarters = at headquarters
safety-shared = synced
safety-set-aside = set aside

## A record

sections = Parts of the record
section-left = { $count } left
section-done = complete
section-next = Next: { $section }
kept = Kept on this device
kept-ago = Kept on this device, { $ago }
kept-not-yet = Not kept yet
kept-failed = Not kept
nothing-written = Nothing written.
remove = Remove
remove-named = Remove { $name }
remove-item = Remove number { $place }
total = Total
total-in = Total, { $currency }
total-bare = Total, no currency chosen
total-no-source = Source not chosen
number-not-one = Only digits can stand here. The last number is still kept.
number-not-whole = Only a whole number can stand here. The last one is still kept.
number-too-fine = This currency has fewer decimals. The last amount is still kept.
number-too-large = This number is too large. The last one is still kept.
no-such-state = No State has this name. Choose one from the list, or type its code of three letters.
no-such-language = No language has this name. Choose one from the list, or type its tag, such as pt-BR.
no-such-choice = Nothing here has this name. Choose one from the list.
attachment-gone = An attachment that was taken out
no-such-currency = No currency has this code. Choose one from the list.
values-of = Two values of { $field }
values-explained =
    { $count ->
        [one] was written while apart. Nothing is lost: use it, or write another.
        [2] was written twice while apart. Nothing is lost: choose one, or write a third.
       *[other] was written { $count } times while apart. Nothing is lost: choose one, or write another.
    }
value-here = on this device, { $when }
value-by = { $by }, { $when }
value-empty = Left empty
value-use = Use this
undo = Undo
undo-keys = Undo what you did last (Ctrl+Z)
redo = Redo
redo-keys = Do again what you took back (Ctrl+Shift+Z)

## History and comments

history = History
history-open = History
history-empty = Nothing has been written here yet.
history-reading = Reading the history…
history-wrote = { $by } changed { $fields }
history-wrote-here = You changed { $fields }
history-commented = { $by } commented
history-commented-here = You commented
history-chose = { $by } chose between the values of { $fields }
history-chose-here = You chose between the values of { $fields }
history-stood = { $field }: { $values } stood there; now { $chosen }
history-at-headquarters = At headquarters by { $when }
history-more =
    { $count ->
        [one] { $count } more field
       *[other] { $count } more fields
    }
history-submitted = Version { $version } was submitted
history-moment = { $told }, { $when }
history-back = All of the history
history-compare = What has changed since
history-look = As it was then
history-with = Compared with
history-now = the record as it is now
compared-same = Nothing is different now.
compared-gone = gone:
compared-new = new:
restore = Restore…
restore-explained = The record gets this content again, as a new edit of yours. What was written since stays in the history, and can be restored the same way. Comments stay as they are.
restore-do = Restore this content
restore-not = Not now
comments = Comments
comments-open =
    { $count ->
        [0] Comments
       *[other] Comments ({ $count })
    }
comments-explained = They stay in your office: no version holds them.
comments-empty = No comments yet.
comment-on = About
comment-on-record = The whole record
comment-new = Your comment
comment-add = Add the comment
comment-here = Comment
comments-here =
    { $count ->
        [one] { $count } comment
       *[other] { $count } comments
    }
comment-answer = Answer
comment-resolve = Mark as resolved
comment-reopen = Open again
comment-resolved = resolved
comment-by-nobody = A colleague

## Recommendations

recommendations = Recommendations
recommendations-what = Recommendations of the universal periodic review and voluntary pledges, on this device. Searching needs no connection.
recommendations-seek = Search by words, State or reference
recommendations-none = No recommendations on this device yet. They come with a sync, or from a file that your administrator gives you.
recommendations-no-hit = None of { $known } holds all these words. Fewer letters find more.
recommendations-known = { $known } on this device. Type to find the one you need.
recommendations-found =
    { $count ->
        [one] { $shown } of { $known }
       *[other] { $shown } of { $known }
    }
recommendation-pick = Link a recommendation
recommendation-write = Write one that is not listed
recommendation-linked = linked
recommendation-sdgs = SDG { $targets }
recommended-by = recommended by { $state }
position-supported = supported
position-noted = noted
source-upr = universal periodic review
source-pledge = voluntary pledge
source-treaty_body = treaty body
source-special_procedure = special procedure
source-other = other source

## Decisions

submit = Submit…
submit-title = Submit version { $version }
submit-copy = A copy of the record as it stands now goes to headquarters with the next sync. The drafts before it, and who wrote what, stay in your office.
submit-later = You can go on writing. What you change later is the next version, and never changes this one.
submit-join-first = This device belongs to no office yet. Join your office first; everything is kept until then.
submit-missing =
    { $count ->
        [one] One field is still needed:
       *[other] { $count } fields are still needed:
    }
submit-two-values =
    { $count ->
        [one] One field has two values. Choose one first:
       *[other] { $count } fields have two values. Choose one of each first:
    }
submit-do = Submit
submit-busy = Submitting
submit-not-yet = Not yet
acknowledge = Acknowledge
decision-waits = waits for the next sync
refused-by-headquarters = Headquarters did not take the last decision. { $why }
submit-by-lead = A lead of your office submits it.
decide = Decide…
decide-title = Decide
decide-what = What do you decide?
decide-field = What is the question about?
whom-referred = Which partner?
nobody-referred = No partner is known on this device. Sync, or ask your administrator to add one.
decide-do = Decide
decide-later = It goes out with the next sync. Once headquarters has taken it, it is not changed: another decision follows it.
decided-here = on this device
decisions-open = Decisions
decisions = Decisions
decisions-explained = In the order that counts. What waits to be sent stands last.
decisions-empty = Nothing has been decided yet.
decision-answers = To: “{ $question }”
names-referred = asked to assist: { $name }
decision-refused = Headquarters did not take this. { $why }
question-here = Headquarters asks:
question-open = There is no answer yet.
question-answer = Answer
questions-open =
    { $count ->
        [one] One question of headquarters waits for an answer.
       *[other] { $count } questions of headquarters wait for an answer.
    }
questions-see = See the decisions
event-submitted = Submitted
event-acknowledged = Acknowledged
event-clarification_asked = Question
event-clarification_answered = Answer
event-accepted = Accepted
event-declined = Declined
event-referred = Referred to another office
event-delivery_started = Delivery started
event-completed = Completed
event-withdrawn = Withdrawn
do-clarification_asked = Ask for clarification
do-accepted = Accept
do-declined = Decline
do-referred = Ask a partner to assist
do-delivery_started = Delivery has started
do-completed = Delivery is complete
do-withdrawn = Withdraw
says-clarification_asked = Your question
says-accepted = Reasons or conditions (can stay empty)
says-declined = Reasons
says-referred = Reasons
says-delivery_started = Note (can stay empty)
says-completed = Note (can stay empty)
says-withdrawn = Reasons

## Commands and keys

palette = Commands
palette-hint = Type a command, or the title of a record
palette-none = Nothing of this name.
command-submit = Submit this record…
command-find = Search records
command-language = Language: { $language }
command-sync = Sync now
command-sync-panel = What waits, and what was sent
command-work = Go to my work
command-request = Go to requests
command-practice = Go to practices
command-activity = Go to activities
command-discussion = Go to discussions
command-observation = Go to observations
command-recommendations = Go to recommendations
command-join = Join your office
command-membership = Your office
command-lock = Lock
command-shortcuts = Keys
command-theme-system = Light or dark as the system says
command-theme-light = Light
command-theme-dark = Dark
keys = Keys
keys-palette = Commands
keys-search = Search records
keys-new = New record
keys-list = Move in the list
keys-page = Move in the list by pages
keys-ends = First and last in the list
keys-open = Open what is marked
keys-sections = Move between parts, from a part’s name
keys-next = Next field
keys-undo = Undo your own last edit
keys-redo = Do it again
keys-back = Out of the field, then back to the list
keys-shortcuts = These keys
key-ctrl = Ctrl
key-shift = Shift
key-enter = Enter
key-tab = Tab
key-esc = Esc
key-page-up = Page Up
key-page-down = Page Down
key-home = Home
key-end = End

## What can go wrong in the window itself; everything else is in problems.ftl

problem-window-answer-unreadable = Satchel answered in a way that this window cannot read ({ $reason }). What was marked as kept is kept. Close the window and open it again.
problem-submit-not-kept = Not submitted: the last words could not be kept on this device. They are still on the screen. See what is said above the title, then submit again.
problem-restore-not-kept = Not restored: the last words could not be kept on this device. They are still on the screen. See what is said above the title, then restore again.
problem-lock-not-kept = Not locked: the last words could not be kept on this device yet. They are still on the screen. See what is said above the title, then lock again.
problem-lock-files-coming = Not locked: a file is still being attached to a record. Locking now would lose it. Wait until it is attached, answer what is asked about it, or stop it, then lock again.
problem-value-not-read = A field holds a text that it cannot take, and that is not kept. Find the field that says so, and write the value anew or leave it empty.

## Narrowing and ordering lists

list-none-narrowed = No record here is all that is asked for. Take a filter off, or clear them.
narrow =
    { $count ->
        [0] Filter and sort
       *[other] Filter and sort ({ $count })
    }
narrow-kind = Kind
narrow-status = Standing
standing-draft = Draft
standing-submitted = Submitted
standing-acknowledged = Acknowledged
standing-clarification_asked = Clarification asked
standing-clarification_answered = Clarification given
standing-accepted = Accepted
standing-declined = Declined
standing-referred = Referred
standing-in_delivery = In delivery
standing-completed = Completed
standing-shared = Shared
standing-open = Open
standing-withdrawn = Withdrawn
narrow-state = State
narrow-theme = Theme
narrow-year = Year
narrow-any = Any
narrow-order = Order
order-edited = Last edited first
order-title = By title
order-state = By State
order-year = Newest year first
filters-saved = Kept filters
filter-name = Name of this filter
filter-save = Keep filter
filters-clear = Clear
filter-forget = Forget the filter “{ $name }”

## Follow-up of recommendations

rail-gaps = Follow-up
gaps = Follow-up
command-gaps = Go to follow-up
gaps-what = Which recommendations that a State accepted have a request or an activity on this device, and which have none yet. A mid-term report begins here.
narrow-cycle = Cycle
narrow-session = Cycle or session
narrow-position = Position
narrow-source = Source
cycle = Cycle { $number }
session = Session { $number }
gaps-summary = Accepted recommendations and pledges with a request or an activity: { $linked } of { $total }.
gaps-by-session = By session
gaps-by-theme = By theme
gaps-of = { $linked } of { $total }
gaps-no-session = Outside the review
gaps-open = Nothing yet ({ $count })
gaps-begun = Begun ({ $count })
gaps-practice = No request or activity yet, but a practice is tied to it:
gaps-nothing-accepted = Nothing that this State accepted is on this device for these sessions.
narrow-only =
    { $count ->
        [0] Filter
       *[other] Filter ({ $count })
    }

## Copies, printing, and what is amiss

copy-record = Copy
copy-explained = Make a new record of the same content
print-open = Print…
print-do = Print
print-title = For printing
print-explained = Confidential fields and attachments, and comments, are left out.
rule-ends-before-it-begins = The end is before the beginning.
rule-outside-the-period = This is outside the period of the record.
rule-not-an-address = An address has an @ with something before and after it.
rule-no-currency = Choose the currency of this amount.
rule-no-quantity = How many? Without a number it counts in no total.
rule-unknown-code = This version does not know this code. It is kept as it is.

## Attached files

attachments-limits = Up to { $size } a file, { $count } files a record. Choose several at once, drop them here, or paste.
attachment-coming = Attaching “{ $name }”
attachment-stop = Stop
files-coming =
    { $count ->
        [one] { $count } file on its way
       *[other] { $count } files on their way
    }
files-asking = A picture waits for your answer
attachment-show = Show
attachment-hide = Hide
attachment-save = Save…
attachment-remove = Take out
attachment-remove-title = Take “{ $name }” out of the record?
attachment-remove-text = The record no longer names it. Earlier moments in its history still do.
pictures = Pictures
pictures-title = What is done with pictures
pictures-location = In one of these pictures the place where it was taken can be read.
pictures-large = One of these pictures is larger than { $side } pixels.
pictures-smaller = Make large pictures smaller ({ $side } pixels)
pictures-without-location = Take the place out of pictures
pictures-remembered = This is remembered for other pictures, and can be changed beside the list of files.
pictures-attach = Attach
pictures-leave-out = Do not attach this one
pictures-keeps-location = The place where “{ $name }” was taken may be read in it, and cannot be taken out of a file of this kind.
pictures-attach-anyway = Attach it all the same
attachment-preview = Preview of “{ $name }”

## Offices and people

rail-offices = Offices
command-offices = Offices
offices-search = Search offices
office-add = Add an office
office-add-do = Add
office-name = Name of the office
office-states-hint = Those for which it works. Several can be chosen.
office-members = { $count ->
    [one] one member
   *[other] { $count } members
}
office-invited = { $count ->
    [one] one of them invited
   *[other] { $count } of them invited
}
office-reason = Why (can stay empty)
people = People and devices
people-nobody = Nobody has been invited yet.
invite = Invite a member
invite-device = Invite another device
invite-title = Invite
invite-other-device = The code lets another device of the same member join.
invite-do = Make a code
invited-give = Give this to { $name }. It is not shown again.
invited-once = The code works after your next sync: once, for one device, and for { $days } days.
invited-qr = Address and code as a QR code
member-nameless = Without a name
member-role-of = Role of { $name }
member-left-at = left: { $when }
member-invited-until = invited until { $when }
member-invitation-over = the invitation has run out
device-here = this device
device-joined = joined: { $when }
device-revoked-at = withdrawn: { $when }
device-rescued-at = rescue allowed: { $when }
do-role_changed = Change the role
do-member_left = Has left the office
do-device_revoked = Withdraw
do-rescue_allowed = Allow a rescue
do-key_replaced = Replace the key
means-role_changed = { $name } becomes: { $role }. Each device of { $name } knows it with its next sync.
means-member_left = No device of { $name } can send or receive anything more. What was written and decided stays.
means-device_revoked = This device of { $name } can neither send nor receive anything more, and shows no record any more. What it had not sent can be saved there into a file for headquarters.
means-rescue_allowed = What this device of { $name } had not sent is taken where headquarters gets it as a file. The device itself stays withdrawn. Be sure that nobody else had it.
means-key_replaced = This device makes itself another key and signs by that one once headquarters knows it, with your next sync. Whoever has a copy of the old key can do nothing more with it. All that is written and decided stays.
event-office_added = Office added
event-member_invited = Invitation
event-role_changed = Role changed
event-member_left = Left the office
event-device_revoked = Device withdrawn
event-rescue_allowed = Rescue allowed
event-key_replaced = Key replaced

## A device that was withdrawn

revoked-title = Headquarters has withdrawn this device
revoked-when = It can neither send nor receive since: { $when }.
revoked-what = Your records stay here, encrypted, and are not shown any more. What headquarters does not have yet can be saved into a file that only headquarters can open. Ask your administrator to allow a rescue, and send the file there.
revoked-save = Save what was not sent
revoked-saved = Saved: { $size }. Send the file to your administrator.
revoked-nothing = Headquarters has everything. There is nothing to save.

## What the public reads, and what the State consents to

event-consent_given = Consent of the State
event-consent_withdrawn = Consent withdrawn
event-shared = Shared with other offices
event-published = Published
event-unpublished = No longer published
share = Share…
share-title = Share version { $version }
share-copy = A copy of the record as it stands now goes to headquarters, and to the offices and agencies that work in its State, with the next sync. What is confidential goes to headquarters alone.
share-do = Share
share-busy = Sharing
public-open = Public
public-title = What the public reads
public-seen = The public reads this:
public-would = The public reads nothing of it. Were the record published as it is, it would read this:
public-newer = Headquarters has a newer version, which the public does not read yet. It would read this:
public-edited = What was written since the last version was sent is not in it. Headquarters can publish that once it is sent.
public-no-longer = It is published, and the public reads nothing of it, as no consent holds. With one it would read this:
public-publish = Publish
public-unpublish = Take it off
public-needs-consent = Needs a consent to the public register that holds today.
public-share = Share with other offices
public-share-needs-consent = Needs a consent to sharing with other offices that holds today.
consents = What the State consents to
scope-network = Other offices and agencies
scope-network-means = They read the practice, without what is confidential.
scope-council = The Human Rights Council
scope-council-means = Its reports and discussions may tell of it.
scope-public = The public register
scope-public-means = Everyone reads what stands above.
consent-none = No consent has been recorded.
consent-on = on { $day }
consent-until = holds until { $day }
consent-over = was over on { $day }
consent-to-earlier = It is to an earlier version: what was submitted since needs a consent of its own.
consent-attached = (attached)
consent-record = Record a consent
consent-replace = Record another one in its place
consent-authority = Who consents for the State
consent-given-on = On
consent-holds-until = Holds until
consent-holds-until-hint = Empty: until it is withdrawn.
consent-evidence = Evidence
consent-evidence-hint = A note verbale, a letter, minutes: where it can be read again.
consent-file = The evidence among the attached papers
consent-do = Record
consent-withdraw = The State withdraws it

## The funds' books

rail-funds = Funds
command-funds = Funds
event-contribution = Contribution
event-allocation = Allocation
event-expenditure = Expenditure
event-reversal = Taken back
fund-pledge = Pledge
fund-received = Received
fund-pledged = Pledged
fund-allocated = Set aside
fund-spent = Spent
fund-available = Free to set aside
fund-balance = Balance
fund-no-entries = Nothing has been entered yet. A contribution comes first.
fund-reversed = Taken back
fund-left = { $amount } left
fund-due = { $amount } still to come
fund-rate = { $amount } at { $rate } US dollars each, rate of { $day }
fund-give = Enter a contribution
fund-receive = Received…
fund-donor = Donor
fund-amount = Amount
fund-amount-usd = Amount in US dollars
fund-currency = Currency
fund-rate-of = One unit in US dollars
fund-rate-on = Rate of
fund-on = On
fund-note = Note
fund-is-pledge = Pledged, not received yet
fund-allocate = Set money aside
fund-for = For which request or activity
fund-spend = Spend of it
fund-overdraft = Why more is taken than there is
fund-overdraft-told = More than there is: { $why }
fund-enter = Enter
fund-reverse = Take back
fund-import = Contributions from a table
fund-import-what = A CSV or Excel file with the columns donor, amount, currency, rate, rate_on and on; status (received or pledged) and note can be left out. You see each row before anything is entered.
fund-import-do = { $count ->
    [one] Enter { $count } contribution
   *[other] Enter { $count } contributions
}
fund-row-wrong = Line { $line }: { $why } “{ $cell }”
fund-row-entered = Line { $line } is in the book already, and is left out.
fund-export = Save as a table
row-donor = No donor is named.
row-amount = This is no amount above nothing.
row-currency = No currency has this code.
row-rate = This is no exchange rate.
row-day = This is no day, such as 2026-03-31.
row-status = This is neither received nor pledged.
row-entry = Something in this row is too long or too large.

# Discussions, and who answers for a request.
whom-choose = Choose
whom-invited = Which office?
nobody-invited = No office is known on this device that could be invited. Sync, or ask your administrator to add one.
whom-assigned = Who answers for it?
nobody-assigned = No member of the desk is known on this device. Sync first.
assign-oneself = { $name } (you)
names-invited = to: { $name }
names-assigned = to: { $name }
names-invitation_answered = { $name }
answer-what = Does your office come?
answer-yes = We come
answer-no = We cannot come
answered-yes = comes
answered-no = does not come
answered-not-yet = no answer yet
guests = Invited
assigned-to = { $name } answers for it
event-assigned = Assigned
event-theme_proposed = Theme proposed
event-theme_approved = Theme approved
event-invited = Invitation
event-invitation_answered = Answer to the invitation
event-discussion_closed = Discussion closed
do-assigned = Say who answers for it
do-theme_approved = Approve the theme
do-invited = Invite an office
do-invitation_answered = Answer the invitation
do-discussion_closed = Close the discussion
says-theme_approved = Reasons or conditions (can stay empty)
says-invited = What the invitation says (can stay empty)
says-invitation_answered = What you say to that (can stay empty)
says-discussion_closed = What came of it, or why it is not held
standing-proposed = Proposed
standing-approved = Approved
standing-closed = Closed
propose = Propose…
propose-title = Propose the theme (version { $version })
propose-copy = A copy of the record as it stands now goes to headquarters’ desks with the next sync. Nobody else reads it until the theme is approved and offices are invited.
propose-do = Propose
propose-busy = Proposing
programme = Send to those invited…
programme-title = Send version { $version } to those invited
programme-copy = A copy of the record as it stands now goes to headquarters’ desks, and to the offices that are invited, with the next sync. What is confidential goes to headquarters alone.
programme-do = Send
programme-busy = Sending

# The desk's board.
rail-board = Board
command-board = Board
board-filters = Which requests
board-whose = Who answers for it
board-of-nobody = Nobody assigned
board-overdue = Only overdue
board-unread = new version
board-empty = No request goes on. Those that offices submit come here with the next sync.
board-none-so = No request is like that. Choose less, to see more.
board-more = { $count } more
steps = Time per step
levels = Service levels
levels-explained = In how many working days, Monday to Friday, a request goes on. What takes longer is shown as overdue on the board of this office’s desk.
level-acknowledge = To acknowledge what is submitted
level-decide = To ask or to decide
level-answer = For the office to answer
level-start = Until delivery starts
levels-set = Set
event-levels_set = Service levels set
board-days =
    { $days ->
        [0] less than a working day
        [one] { $days } working day
       *[other] { $days } working days
    }
board-late =
    { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
board-late-count =
    { $count ->
        [one] { $count } overdue
       *[other] { $count } overdue
    }
board-level =
    { $days ->
        [one] within { $days } working day
       *[other] within { $days } working days
    }

# What a record has in common with others.
related-open = Related
related-title = Related records
related-explained = As far as they are known on this device. Those that have most in common stand first.
related-none = Nothing on this device has a theme, a recommendation or a State and time in common with it.
related-linked = Linked
related-activities = Activities that overlap in State, subject and time
related-requests = Similar requests
related-practices = Practices on the same subjects
related-observations = What special procedures saw in the State
related-themes = same themes: { $themes }
plan-activity = Plan an activity for it
related-recommendations =
    { $count ->
        [one] { $count } recommendation in common
       *[other] { $count } recommendations in common
    }
related-days =
    { $days ->
        [one] both on { $days } day
       *[other] both on { $days } days
    }

# Where one begins.
rail-home = Today
command-home = Today
home-title = Today
home-nothing = Nothing waits for you.
home-no-news = Nobody else has decided anything since you last looked.
home-news = New since you last looked
home-more = And on { $count } more.
home-earlier = and { $count } before
home-seen = I have seen it
todo-answer =
    { $count ->
        [one] One record has questions to answer
       *[other] { $count } records have questions to answer
    }
todo-refused =
    { $count ->
        [one] Headquarters did not take one decision
       *[other] Headquarters did not take { $count } decisions
    }
todo-resolve =
    { $count ->
        [one] One record has fields with two values
       *[other] { $count } records have fields with two values
    }
todo-overdue =
    { $count ->
        [one] One request has waited too long
       *[other] { $count } requests have waited too long
    }
todo-read =
    { $count ->
        [one] One version to read
       *[other] { $count } versions to read
    }
todo-decide =
    { $count ->
        [one] One request to decide
       *[other] { $count } requests to decide
    }
todo-assist =
    { $count ->
        [one] You are asked to assist with one request
       *[other] You are asked to assist with { $count } requests
    }
todo-reply =
    { $count ->
        [one] One invitation to answer
       *[other] { $count } invitations to answer
    }
todo-renew =
    { $count ->
        [one] One consent ends within a month, or is over
       *[other] { $count } consents end within a month, or are over
    }
todo-approve =
    { $count ->
        [one] One theme to approve
       *[other] { $count } themes to approve
    }
todo-publish =
    { $count ->
        [one] One record to publish: the State consents
       *[other] { $count } records to publish: the State consents
    }
todo-start =
    { $count ->
        [one] One accepted request waits for somebody to begin
       *[other] { $count } accepted requests wait for somebody to begin
    }
todo-deliver =
    { $count ->
        [one] One request is in delivery
       *[other] { $count } requests are in delivery
    }
todo-allocate =
    { $count ->
        [one] One accepted request has no money yet
       *[other] { $count } accepted requests have no money yet
    }
todo-collect =
    { $count ->
        [one] One pledge has not come yet
       *[other] { $count } pledges have not come yet
    }
todo-join =
    { $count ->
        [one] One person was invited and has not joined
       *[other] { $count } people were invited and have not joined
    }
todo-rescue =
    { $count ->
        [one] One device was withdrawn: may what it had not sent be taken from others?
       *[other] { $count } devices were withdrawn: may what they had not sent be taken from others?
    }
todo-send-again =
    { $count ->
        [one] One record was changed since it was sent
       *[other] { $count } records were changed since they were sent
    }
todo-finish =
    { $count ->
        [one] One draft to finish
       *[other] { $count } drafts to finish
    }

# What the desk thinks of a request.
rail-assessment = Assessments
new-assessment = New assessment
untitled-assessment = Assessment without a title
command-assessment = Go to assessments
assessment-open = Assessment
assessment-explained = What the desk thinks of this request. It never leaves headquarters.

# Who does what, where and when.
rail-coordination = Who does what
command-coordination = Who does what, where and when
coordination-explained = The activities and requests of a State that are known on this device. An overlap is two offices at work on one theme at the same time; a gap is a theme that is asked for and that nobody works on.
coordination-filters = Which activities
coordination-from = Not ended before
coordination-to = Begun by
coordination-none = No activity and no request of this State is known here. Sync, or choose another State or time.
coordination-matrix = Activities by theme and office
coordination-requests = Asked for
coordination-notice = To look at
coordination-gap = gap
coordination-no-theme = Without a theme
coordination-no-time = no time said
coordination-when = { $from } to { $to }
coordination-timeline = Over time
coordination-overlaps =
    { $count ->
        [one] { $count } overlap
       *[other] { $count } overlaps
    }

## What a State, or an institution, can say in the general debate

rail-statement = Statement packs
command-statement = Statement packs for the general debate
statement-explained = What a State, or an institution, can say in the general debate under item 10: experiences, achievements, challenges and needs, in the words of the versions that headquarters has. Only what the State consents to have put before the Council is in it.
statement-speaker = Who speaks
statement-nobody = Choose
statement-of = Statement pack: { $name }
statement-print = Print the statement pack
statement-empty = Headquarters has nothing yet of what is known on this device. What was submitted or shared can be gathered here.
statement-none = Nothing of it may be put before the Council yet. Below stands what is missing.
statement-experiences = Experiences
statement-achievements = Achievements
statement-challenges = Challenges
statement-needs = Needs
statement-consent = consent of { $authority }, { $on }
statement-until = until { $until }
statement-no-consent = the State does not consent to have it put before the Council
statement-not-for-debate = not marked for the general debate
statement-not-here = its text is not on this device
statement-left-out =
    { $count ->
        [one] One record is not in it
       *[other] { $count } records are not in it
    }
