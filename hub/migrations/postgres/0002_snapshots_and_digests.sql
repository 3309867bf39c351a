-- Each record with its whole history, for devices that are new in its office.
CREATE TABLE snapshots (
    record BYTEA NOT NULL PRIMARY KEY REFERENCES records (id),
    office BYTEA NOT NULL REFERENCES offices (id),
    -- Whether it comes after those that are not.
    large BOOLEAN NOT NULL,
    -- Of the last pack that is in it.
    position BIGINT NOT NULL,
    -- CBOR of an update.
    body BYTEA NOT NULL
);

CREATE INDEX snapshots_of_an_office ON snapshots (office, large, position);

-- The feed's position up to which an office's packs are in its records' snapshots.
CREATE TABLE compactions (
    office BYTEA NOT NULL PRIMARY KEY REFERENCES offices (id),
    position BIGINT NOT NULL
);

-- The changes on which no other builds: 32 bytes each, sorted; empty where no pack has come.
ALTER TABLE records ADD COLUMN heads BYTEA NOT NULL DEFAULT '';

CREATE INDEX records_of_an_office ON records (office);

-- Of the heads of an office's records, as devices compute it too.
CREATE TABLE digests (
    office BYTEA NOT NULL PRIMARY KEY REFERENCES offices (id),
    digest BYTEA NOT NULL CHECK (length(digest) = 16)
);
