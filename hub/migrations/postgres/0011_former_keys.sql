-- The keys of a device that were replaced, 32 bytes each, the first one first. What they signed before stands.
ALTER TABLE devices ADD COLUMN former_keys BYTEA NOT NULL DEFAULT '';

-- Entries by which a record was handed on to readers beyond its office and the desk: taken back where they may read it no longer.
CREATE TABLE handed_on (
    record   BYTEA NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (record, position)
);
