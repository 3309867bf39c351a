-- The vault, version 10: satchels.

-- Packs of colleagues that came by file and that the hub is not known to have, in the order in which they came.
CREATE TABLE carried_packs (
    number  INTEGER PRIMARY KEY,
    record  BLOB NOT NULL,
    -- The device that signed it.
    device  BLOB NOT NULL,
    -- Of the pack, as in records.
    heads   BLOB NOT NULL,
    bytes   BLOB NOT NULL,
    -- Code of the hub's refusal; empty: none.
    refused TEXT NOT NULL DEFAULT '',
    UNIQUE (record, heads)
) STRICT;

-- 1: it came from a colleague's device by file, not from the hub.
ALTER TABLE set_aside ADD COLUMN by_file INTEGER NOT NULL DEFAULT 0;
