-- The keys of a device that were replaced, 32 bytes each, the first one first. What they signed before stands.
ALTER TABLE devices ADD COLUMN former_keys BLOB NOT NULL DEFAULT x'';

-- Entries by which a record was handed on to readers beyond its office and the desk: taken back where they may read it no longer.
CREATE TABLE handed_on (
    record   BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
