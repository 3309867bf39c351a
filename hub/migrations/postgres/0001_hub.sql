-- Times are milliseconds since 1970. Ids are their bytes. A column never changes its meaning; migrations only add.

-- Which hub these tables belong to: one row once it is made.
CREATE TABLE hub (
    only_one BOOLEAN NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (only_one),
    -- Follows from its key, which is in no table.
    id BYTEA NOT NULL CHECK (length(id) = 16)
);

CREATE TABLE offices (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- ISO 3166-1 alpha-3 codes, joined by commas.
    states TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

CREATE TABLE invitations (
    -- BLAKE3 of the code's secret: the code itself is nowhere.
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    office BYTEA NOT NULL REFERENCES offices (id),
    role TEXT NOT NULL,
    member TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- The device that used it; empty while none has.
    used_by BYTEA NOT NULL DEFAULT ''
);

CREATE TABLE devices (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    key BYTEA NOT NULL CHECK (length(key) = 32),
    office BYTEA NOT NULL REFERENCES offices (id),
    role TEXT NOT NULL,
    member TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    -- The highest counter of its requests.
    counter BIGINT NOT NULL DEFAULT 0,
    -- 0 while it is not revoked.
    revoked_at BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE records (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    office BYTEA NOT NULL REFERENCES offices (id),
    -- The fold of its decisions, as CBOR.
    standing BYTEA NOT NULL
);

-- Which changes the hub has taken; the changes themselves are in the packs of the feed.
CREATE TABLE changes (
    record BYTEA NOT NULL REFERENCES records (id),
    actor BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (record, actor, seq),
    UNIQUE (record, hash)
);

CREATE TABLE ledger (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    record BYTEA NOT NULL REFERENCES records (id),
    event_id BYTEA NOT NULL UNIQUE,
    signer BYTEA NOT NULL REFERENCES devices (id),
    previous BYTEA NOT NULL CHECK (length(previous) = 32),
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    -- The event as its device signed it.
    event BYTEA NOT NULL
);

CREATE TABLE versions (
    record BYTEA NOT NULL REFERENCES records (id),
    -- From 1, as submitted.
    number BIGINT NOT NULL,
    id BYTEA NOT NULL CHECK (length(id) = 32),
    -- Canonical bytes, compressed.
    body BYTEA NOT NULL,
    PRIMARY KEY (record, number)
);

-- CACHE 1: a connection that kept numbers in stock would give them out of order. A position is never given twice.
CREATE TABLE feed (
    position BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    -- CBOR of an update.
    body BYTEA NOT NULL
);

-- Who an entry is for. An entry for two audiences is one entry, so that nobody in both meets it twice.
CREATE TABLE feed_audiences (
    audience TEXT NOT NULL,
    position BIGINT NOT NULL REFERENCES feed (position),
    -- The device that has it already, being where it came from; empty where it is for every one.
    not_for BYTEA NOT NULL DEFAULT '',
    bytes BIGINT NOT NULL,
    PRIMARY KEY (audience, position)
);

-- Which recommendations were imported; what they say is in the feed.
CREATE TABLE recommendations (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    state TEXT NOT NULL,
    -- BLAKE3 of what it says.
    content BYTEA NOT NULL
);
