-- The changes on which no other builds: 32 bytes each, sorted; empty where no pack has come.
ALTER TABLE records ADD COLUMN heads BLOB NOT NULL DEFAULT x'';

CREATE INDEX records_of_an_office ON records (office);

-- Of the heads of an office's records, as devices compute it too.
CREATE TABLE digests (
    office BLOB NOT NULL PRIMARY KEY REFERENCES offices (id),
    digest BLOB NOT NULL CHECK (length(digest) = 16)
) STRICT, WITHOUT ROWID;
