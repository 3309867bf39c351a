-- The vault, version 1. Every statement runs inside SQLCipher: pages, journal and search index are encrypted.
-- Ids are 16 bytes; times are milliseconds since 1970; hash lists are 32 bytes each, joined, sorted.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT;

-- What the list shows of a record, beside the document, so that no document is loaded for it.
CREATE TABLE records (
    row         INTEGER PRIMARY KEY,
    id          BLOB UNIQUE NOT NULL,
    kind        TEXT NOT NULL,
    -- 16 zero bytes until the device belongs to an office.
    office      BLOB NOT NULL,
    office_name TEXT NOT NULL DEFAULT '',
    -- 1: the office's own, with a living document here; 0: known by its versions only.
    own         INTEGER NOT NULL,
    title       TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL DEFAULT '',
    language    TEXT NOT NULL DEFAULT '',
    conflicts   INTEGER NOT NULL DEFAULT 0,
    edited_at   INTEGER NOT NULL,
    heads       BLOB NOT NULL DEFAULT x'',
    -- What the hub is known to have.
    hub_heads   BLOB NOT NULL DEFAULT x'',
    -- Since when changes of this device wait for the hub; 0: none do.
    waits_since INTEGER NOT NULL DEFAULT 0,
    -- Id of the content as it is: a version is edited since, when this is another.
    content_id  BLOB NOT NULL DEFAULT x'',
    status      TEXT NOT NULL DEFAULT 'draft',
    version     INTEGER NOT NULL DEFAULT 0,
    version_id  BLOB NOT NULL DEFAULT x'',
    -- 1: a decision made here waits for the hub.
    deciding    INTEGER NOT NULL DEFAULT 0,
    -- Code of the hub's refusal of the last decision; empty: none.
    refused     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX records_by_edit ON records (edited_at DESC);
CREATE INDEX records_that_wait ON records (waits_since) WHERE waits_since > 0;

CREATE TABLE documents (
    record   BLOB PRIMARY KEY NOT NULL,
    snapshot BLOB NOT NULL
) STRICT;

-- What was kept since the snapshot, in order.
CREATE TABLE increments (
    number INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;
CREATE INDEX increments_of_record ON increments (record, number);

CREATE VIRTUAL TABLE record_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE versions (
    record     BLOB NOT NULL,
    version_id BLOB NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (record, version_id)
) STRICT;

CREATE TABLE decisions (
    event    BLOB PRIMARY KEY NOT NULL,
    record   BLOB NOT NULL,
    -- Place in the ledger; 0: not there (yet).
    number   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    -- The decision, as JSON.
    what     TEXT NOT NULL,
    -- The signed decision, while it waits for the hub; empty afterwards.
    sealed   BLOB NOT NULL DEFAULT x'',
    -- Code of the hub's refusal; empty: none.
    refused  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX decisions_of_record ON decisions (record, number);
CREATE INDEX decisions_that_wait ON decisions (at) WHERE length(sealed) > 0;

CREATE TABLE devices (
    id     BLOB PRIMARY KEY NOT NULL,
    key    BLOB NOT NULL,
    member TEXT NOT NULL,
    role   TEXT NOT NULL,
    office BLOB NOT NULL
) STRICT;

CREATE TABLE recommendations (
    row  INTEGER PRIMARY KEY,
    id   BLOB UNIQUE NOT NULL,
    body TEXT NOT NULL,
    -- What the filters ask for, as the body says it; empty or 0 where it says nothing.
    state    TEXT NOT NULL DEFAULT '',
    source   TEXT NOT NULL DEFAULT '',
    session  INTEGER NOT NULL DEFAULT 0,
    position TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX recommendations_by_filter ON recommendations (state, source, session, position);
CREATE VIRTUAL TABLE recommendation_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE attempts (
    number  INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    outcome TEXT NOT NULL
) STRICT;

-- Records that could not be sent or received, with the bytes that came.
CREATE TABLE set_aside (
    number  INTEGER PRIMARY KEY,
    record  BLOB NOT NULL,
    at      INTEGER NOT NULL,
    problem TEXT NOT NULL,
    bytes   BLOB NOT NULL
) STRICT;
