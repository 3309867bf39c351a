-- The device that decided; empty where an older version kept it.
ALTER TABLE decisions ADD COLUMN signer BLOB NOT NULL DEFAULT x'';
-- Where the hub said that the record stands after it; empty while it waits, and where an older version kept it.
ALTER TABLE decisions ADD COLUMN status TEXT NOT NULL DEFAULT '';
-- Whether there is a version that headquarters has not acknowledged.
ALTER TABLE records ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
UPDATE records SET unread = 1 WHERE status = 'submitted';
-- Which of the record's versions it is about, as the hub counts: a device need not have them all. 0: an older version kept it.
ALTER TABLE decisions ADD COLUMN version_number INTEGER NOT NULL DEFAULT 0;

-- Offices that decisions may name, as the hub told of them.
CREATE TABLE offices (
    id     BLOB PRIMARY KEY NOT NULL,
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    -- ISO 3166-1 alpha-3, with blanks between.
    states TEXT NOT NULL
) STRICT;
