# What can go wrong: what happened, what it means for the work, what to do.

problem-unknown = Something happened that this version has no words for ({ $code }). Nothing you wrote is lost. Try again, and tell your administrator this code if it goes on.

## The vault

problem-no-vault = There is no vault in { $folder }. Nothing was opened. Make one first, or name the folder that holds yours.
problem-vault-exists = There is a vault in { $folder } already. It was left as it is. Unlock it, or choose another folder.
problem-wrong-passphrase = This is not the passphrase of this vault. Nothing was changed. Try again; large and small letters count.
problem-passphrase-too-short = The passphrase is too short. No vault was made. Use { $least } characters or more; a few words are easy to remember.
problem-not-a-vault = { $file } was not written by Satchel, or is damaged from its first page on. It was left as it is. Bring back a copy of the folder, or join your office again with a new vault in another folder: all that was sent is at headquarters.
problem-vault-key-missing = The key file { $file } is missing, and without it no passphrase opens the vault beside it. Nothing was changed. Bring back that file or a copy of the folder, or choose another folder.
problem-vault-damaged = Part of the vault on this disk cannot be read ({ $reason }). It was left as it is. Copy the folder to a safe place before anything else, then tell your administrator: all that was sent is at headquarters.
problem-vault-too-new = This vault was written by a newer Satchel (format { $version }). It was left as it is. Install the newer version to open it.
problem-vault-in-use = The vault is open in another window or command. Nothing was changed. Close the other one first.
problem-disk = The disk did not take or give { $file } ({ $reason }). What was kept before is kept; the last edit is not. Check the disk and the folder's permissions, then try again.
problem-disk-full = The disk is full. What was kept before is kept; the last edit is not. Free some space, then go on.
problem-database = The vault did not answer ({ $reason }). What was kept before is kept. Try again; close and open Satchel if it goes on.
problem-locked = The vault is locked. Nothing was changed. Unlock it with your passphrase.

## Records

problem-no-record = There is no record { $id } on this device. It may not have come yet: sync, then try again.
problem-no-recommendation = There is no recommendation { $id } on this device. Nothing was linked. Sync, or search for it again.
problem-read-only = This record can be read here and not changed: it belongs to another office, or your role does not write. Ask that office to change it.
problem-unknown-field = A { $kind } has no field “{ $path }”. Nothing was changed. Its fields are: { $fields }.
problem-no-such-item = There is nothing at “{ $path }”. Nothing was changed. A colleague may have taken it out: look at the record again.
problem-item-exists = There is an item “{ $path }” already. Nothing was added.
problem-wrong-value = “{ $path }” takes { $expected }, not “{ $value }”. The old value is still there.
problem-not-a-text = “{ $path }” is no long text. Nothing was changed. Set its value instead.
problem-not-a-list = “{ $path }” is no list. Nothing was changed.
problem-outside-text = The text of “{ $path }” ends before that place (it has { $length } units). Nothing was changed.
problem-inside-character = { $path } has a character that takes two units at position { $at }, and it cannot be cut in two. Nothing was changed. Count positions in UTF-16 units, between whole characters.
problem-too-long = “{ $path }” would be longer than { $limit } characters. The last edit was not kept. Shorten it, or put part of it into an attachment.
problem-too-many-items = “{ $path }” has { $limit } items, which is the limit. Nothing was added.
problem-too-many-edits = Too many edits came at once (more than { $limit }). None of them was kept.
problem-unknown-base = The record was opened anew meanwhile. The last edit was not kept. Open the record again; your text is still in the window to be copied.
problem-record-damaged = This record cannot be read as it came. It was set aside and all others go on. Tell your administrator.
problem-no-such-value = “{ $path }” does not have such a value to choose. Nothing was changed. Look at the field again: it may have been decided.
problem-empty-comment = A comment needs a word at least. Nothing was added. Write what you want to say, then add it again.
problem-no-such-moment = The history of this record has no “{ $moment }” on this device. Nothing was changed. Open the history again, and choose an entry or a version from it.
problem-bad-request = The request was not understood ({ $reason }). Nothing was changed.

## Decisions

problem-not-enrolled = This device belongs to no office yet. Everything you write is kept here. Join your office with the code from your administrator; then it can be sent.
problem-already-enrolled = This device belongs to an office already. Nothing was changed. For another office, make a vault in another folder.
problem-incomplete = Not sent: still needed are { $fields }. Everything is kept. Fill them in, then send it again.
problem-two-values = Not sent: these fields have two values: { $fields }. Both are kept. Choose one, then send it again.
problem-role-may-not = Your role does not do this. Nothing was changed. Ask a colleague whose role does, or your administrator.
problem-not-your-office = The record belongs to another office. Nothing was changed.
problem-not-submitted = The record has not been submitted yet. Nothing was changed.
problem-not-the-latest-version = A newer version has been submitted since. Nothing was changed. Sync, and look at the newest one.
problem-already-submitted = This very version has been submitted already. Nothing needs to be done.
problem-already-acknowledged = This version has been acknowledged already. Nothing needs to be done.
problem-not-for-this-kind = Records of this kind have no such decision. Nothing was changed.
problem-not-in-this-status = What has been decided since leaves no room for this. Nothing was changed. Sync, and look at the decisions.
problem-no-open-question = This question is not open any more; a colleague may have answered it. Nothing was changed. Sync, and look at the decisions.
problem-no-such-partner = No partner is known by this id. Nothing was changed. Sync, and choose one of those that are there.
problem-no-consent = The State does not consent to this, or not any longer. Nothing was changed. Record its consent first, with the evidence.
problem-consent-to-earlier = The State consents to an earlier version of this, not to the latest. Nothing was changed, and what it consented to stays as it is. Show it the latest version, and record its consent to that.
problem-consent-incomplete = A consent needs the authority that gives it and its evidence, and cannot end before it begins. Nothing was recorded. Fill in what is missing.
problem-not-published = Nothing of this record is published. Nothing was changed.
problem-no-such-fund = There is no such fund. Nothing was entered. The funds are vftc, upr_participation and upr_implementation.
problem-entry-incomplete = An entry needs a donor or a record, an amount above nothing, and a currency with its rate. Nothing was entered. Fill in what is missing.
problem-no-such-entry = No such entry of this fund stands any more, or nothing can be built on it. Nothing was entered. Sync, and look at the entries again.
problem-entry-in-use = Other entries build on this one. Nothing was taken back. Take those back first.
problem-balance-too-low = There is less than that. Nothing was entered. Enter a smaller amount, or say why more is taken than there is.
problem-not-fundable = Money is set aside for accepted requests and shared activities alone. Nothing was entered. Choose one of those.
problem-not-a-table = The file is no table that can be read: { $reason }. Nothing was entered. Save it as CSV or Excel with the columns that are named, and choose it again.
problem-no-such-office = No such office is known. Nothing was changed. Sync, and choose one of those that are there.
problem-no-such-member = No such member of this office is known, or the member has left. Nothing was changed. Sync, and choose one of those that are there.
problem-device-elsewhere = No device of this office can be treated so: it may have been done already. Nothing was changed. Sync, and look again.
problem-not-your-device = A device can replace no key but its own. Nothing was changed.
problem-key-unusable = That is no key that can be used. The key stays as it was. Try again, and tell your administrator if it happens again.
problem-role-elsewhere = There is no such role in an office of this kind. Nothing was changed. Choose another role.
problem-other-role = The member has another role by now. Nobody was invited. Sync, and invite the device again.
problem-last-lead = Nobody else leads the office: without a lead it could send nothing, and consent to nothing. Nobody’s role was changed. Make another member a lead first.
problem-code-reused = This code has been given out before. Nobody was invited by it. Make another one.
problem-name-unusable = A name of one line is needed, and not too long a one. Nothing was changed. Give another one.
problem-states-missing = An office of this kind works for one State at least. Nothing was added. Choose its States.
problem-text-missing = This decision needs words: a question, an answer or reasons. Nothing was decided. Write them, then decide again.
problem-text-too-long = The text is too long. Nothing was decided. Shorten it, then decide again.

## Headquarters

problem-bad-address = “{ $address }” is not the address of a hub. Nothing was sent. An address begins with https:// and stands on the invitation.
problem-bad-code = This is not an invitation code. Nothing was sent. A code is six groups of four letters and digits, as on the invitation.
problem-code-unknown = Headquarters does not know this code. Nothing was changed. Compare it with the invitation, or ask for a new one.
problem-code-used = This code has been used already; each code is for one device. Nothing was changed. Ask for a new one.
problem-code-expired = This code has expired. Nothing was changed. Ask for a new one.
problem-too-many-tries = Too many codes were tried. Nothing was changed. Wait a few minutes, then try again.
problem-hub-unreachable = No connection to { $hub } ({ $reason }). Everything is kept on this device and waits. Go on working, and sync when there is a connection.
problem-sync-stopped = You stopped the sync. What headquarters confirmed before is sent; the rest waits on this device, and the next sync goes on from there.
problem-hub-refused = Headquarters did not take the request ({ $reason }). Everything is kept on this device and waits. Tell your administrator.
problem-not-a-hub = What answers at this address is not headquarters (status { $status }); it may be the sign-in page of a network. Everything is kept on this device and waits. Open a browser to sign in, or compare the address.
problem-wrong-hub = Another hub answered than the one that invited this device. Nothing was sent to it and everything is kept here. Compare the address with the invitation, and tell your administrator.
problem-bad-reply = The answer from headquarters could not be read ({ $reason }). Everything is kept on this device and waits. Sync again.
problem-hub-unavailable = Headquarters cannot answer at the moment. Everything is kept on this device and waits. Sync again later.
problem-attachment-too-large = Headquarters does not take a file of this size. It is kept on this device. Attach a smaller one.
problem-no-such-problem = Nothing is set aside under the number { $number }. Look at the list of problems for the numbers.
problem-office-full = Headquarters has no room left for files of this office. The file is kept on this device, and everything else goes on. Tell headquarters.
problem-attachment-other-length = Headquarters knows this file with another length. It is kept on this device. Attach it once more.
problem-attachment-damaged = What headquarters got of a file is damaged, and was let go of. The file is kept on this device, and goes again with the next sync.
problem-unknown-device = Headquarters does not know this device. Everything is kept here. Tell your administrator.
problem-device-revoked = Headquarters has withdrawn this device. Everything is kept here. Tell your administrator.
problem-key-replaced = The key of this device was replaced, and this is an older copy of its vault. Headquarters takes nothing more from it. Everything is kept here, encrypted. Go on with the vault that has the new key, or tell your administrator.
problem-wrong-signature = A signature did not hold, so nothing of it was taken. Everything you wrote is kept. Tell your administrator.
problem-counter-replayed = Headquarters has seen a later request of this device already: the vault may be an older copy. Everything is kept here. Tell your administrator.
problem-protocol-unknown = Headquarters runs another version of Satchel. Everything is kept on this device and waits. Install the version that headquarters names.
problem-pack-unreadable = Changes came that could not be read. They were set aside, and all others go on. Tell your administrator.
problem-pack-too-large = The changes of this record are too large to be sent at once. They are kept here. Tell your administrator.
problem-pack-not-as-signed = Changes came that are not what was signed. They were set aside, and all others go on. Tell your administrator.
problem-foreign-actor = Changes came under another device's name. They were set aside, and all others go on. Tell your administrator.
problem-actor-reused = Headquarters has other changes under the same number: the vault may be an older copy. Everything is kept here. Tell your administrator.
problem-missing-changes = Earlier changes of this record have not come yet. It was set aside, and all others go on. Sync again later.
problem-missing-version = A decision came without the version that it is about. It was set aside, and all others go on. Tell your administrator.
problem-kind-differs = Changes came for this record that are of another kind. They were set aside, and all others go on. Tell your administrator.
problem-update-unreadable = Something came that could not be read. It was set aside, and all others go on. Tell your administrator.
problem-version-unreadable = Headquarters could not read the submitted version. Everything is kept here. Submit again; tell your administrator if it goes on.
problem-version-of-another-record = Headquarters got a version of another record with this decision. Everything is kept here. Tell your administrator.
problem-decision-id-reused = Headquarters has another decision under the same number: the vault may be an older copy. Everything is kept here. Tell your administrator.
problem-message-unreadable = A message could not be read. Everything is kept on this device and waits. Sync again.
problem-message-too-large = A message is larger than headquarters takes. Everything is kept on this device. Tell your administrator.

## The window

problem-window-token-missing = This page was opened without its key. Nothing was changed. Open the address that Satchel printed, whole.
problem-back-end-gone = Satchel does not answer: its program has ended. All that was marked as kept is kept. Start it again.
problem-back-end-failed = Satchel could not finish this. All that was marked as kept is kept. Try again; start Satchel again if it goes on.

## Attached files

problem-file-too-large = “{ $name }” is larger than { $limit } MB, which is the limit for one file. It was not attached. Attach a smaller copy, or split it.
problem-too-many-files = This record has { $limit } files, which is the limit. Nothing was attached. Take out what is no longer needed, or put several papers into one file.
problem-vault-full = The files in this vault would take more than { $limit } MB, which is the limit. It was not attached. Attach a smaller copy.
problem-file-incomplete = The file did not come whole, and was not attached. All else is kept. Attach it again.
problem-no-such-file = This record has no file “{ $name }”. Nothing was written. Look at the list of its files again.
problem-file-not-here = The file “{ $name }” was attached on another device, and its contents are not on this one. Ask the colleague who attached it, or look at it there.
problem-file-damaged = “{ $name }” is not as it was attached: part of the vault may be damaged. Nothing was written. Attach the file again from where you have it.
problem-file-exists = There is a file { $name } already. It was left as it is. Choose another name.
problem-picture-keeps-location = The place where “{ $name }” was taken could not be taken out of it. It was not attached. Attach a copy saved as a JPEG or PNG, or attach it with its place.
problem-picture-stays-large = “{ $name }” could not be made smaller on this device. It was attached in its full size.
problem-not-a-satchel = “{ $name }” is not a satchel: nothing in it can be opened. Nothing was changed. Ask for the file again, or choose another.
problem-satchel-for-another = “{ $name }” was packed for { $to }, and nobody else can open it. Nothing was changed. Pass the file on to them.
problem-satchel-of-another-version = “{ $name }” was packed by another version of Satchel. Nothing of it was taken, and nothing here was changed. Keep the file, install the same version on both sides, and read it again.
problem-no-such-device = No other device of your office is known here as “{ $name }”. Nothing was packed. See the list of devices; a new colleague’s device is known once their satchel or an answer of headquarters has been opened here.
problem-several-devices = Several devices of your office are known here as “{ $name }”. Nothing was packed. Name one of them by its id.
problem-satchel-damaged = Some of the satchel is damaged. All that was good has been kept. Open it again from another copy, or ask for it once more; opening it twice does no harm.
problem-no-hub-address = This device joined by a courier and does not know the address of headquarters. Everything is kept here. Pack a satchel for headquarters, or join once more with the address and the same code.
problem-already-invited = This office is invited already. Nothing was sent. Wait for its answer, or invite another.
problem-already-assigned = The same person answers for it already. Nothing was changed.
problem-levels-impossible = A service level is 1 to 365 working days, of an office at headquarters. Nothing was changed. Give each step at least one day.
