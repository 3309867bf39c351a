-- The vault, version 9: attached files go to headquarters and come from there.

-- The files that each record names, as far as it was brought up to date.
CREATE TABLE record_files (
    record BLOB NOT NULL,
    -- BLAKE3 of its bytes.
    hash   BLOB NOT NULL,
    bytes  INTEGER NOT NULL,
    PRIMARY KEY (record, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_files_by_hash ON record_files (hash);

-- Whether the hub has acknowledged a file of this office.
ALTER TABLE attachments ADD COLUMN at_hub INTEGER NOT NULL DEFAULT 0;
-- What a file that comes from elsewhere is to be: it stays until it has come whole.
ALTER TABLE attachments ADD COLUMN wanted BLOB;
CREATE UNIQUE INDEX wanted_attachments ON attachments (wanted) WHERE wanted IS NOT NULL;

-- Read once more for the files that they name.
UPDATE records SET stale = 1;
