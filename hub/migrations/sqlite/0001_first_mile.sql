-- Times are milliseconds since 1970. Ids are their bytes. A column never changes its meaning; migrations only add.

CREATE TABLE offices (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- ISO 3166-1 alpha-3 codes, joined by commas.
    states TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    -- BLAKE3 of the code's secret: the code itself is nowhere.
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    office BLOB NOT NULL REFERENCES offices (id),
    role TEXT NOT NULL,
    member TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    -- The device that used it; empty while none has.
    used_by BLOB NOT NULL DEFAULT x''
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    key BLOB NOT NULL CHECK (length(key) = 32),
    office BLOB NOT NULL REFERENCES offices (id),
    role TEXT NOT NULL,
    member TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    -- The highest counter of its requests.
    counter INTEGER NOT NULL DEFAULT 0,
    -- 0 while it is not revoked.
    revoked_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    office BLOB NOT NULL REFERENCES offices (id),
    -- The fold of its decisions, as CBOR.
    standing BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Which changes the hub has taken; the changes themselves are in the packs of the feed.
CREATE TABLE changes (
    record BLOB NOT NULL REFERENCES records (id),
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (record, actor, seq),
    UNIQUE (record, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    record BLOB NOT NULL REFERENCES records (id),
    event_id BLOB NOT NULL UNIQUE,
    signer BLOB NOT NULL REFERENCES devices (id),
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- The event as its device signed it.
    event BLOB NOT NULL
) STRICT;

CREATE TABLE versions (
    record BLOB NOT NULL REFERENCES records (id),
    -- From 1, as submitted.
    number INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 32),
    -- Canonical bytes, compressed.
    body BLOB NOT NULL,
    PRIMARY KEY (record, number)
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: a position is never given twice, even if entries should be removed one day.
CREATE TABLE feed (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- CBOR of an update.
    body BLOB NOT NULL
) STRICT;

-- Who an entry is for. An entry for two audiences is one entry, so that nobody in both meets it twice.
CREATE TABLE feed_audiences (
    audience TEXT NOT NULL,
    position INTEGER NOT NULL REFERENCES feed (position),
    -- The device that has it already, being where it came from; empty where it is for every one.
    not_for BLOB NOT NULL DEFAULT x'',
    bytes INTEGER NOT NULL,
    PRIMARY KEY (audience, position)
) STRICT, WITHOUT ROWID;

-- Which recommendations were imported; what they say is in the feed.
CREATE TABLE recommendations (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
