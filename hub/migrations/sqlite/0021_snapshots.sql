-- Each record with its whole history, for devices that are new in its office.
CREATE TABLE snapshots (
    record BLOB NOT NULL PRIMARY KEY REFERENCES records (id),
    office BLOB NOT NULL REFERENCES offices (id),
    -- Whether it comes after those that are not.
    large INTEGER NOT NULL,
    -- Of the last pack that is in it.
    position INTEGER NOT NULL,
    -- CBOR of an update.
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX snapshots_of_an_office ON snapshots (office, large, position);

-- The feed's position up to which an office's packs are in its records' snapshots.
CREATE TABLE compactions (
    office BLOB NOT NULL PRIMARY KEY REFERENCES offices (id),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
