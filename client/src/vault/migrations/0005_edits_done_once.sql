-- The vault, version 5: the window's last requests, so that one whose answer was lost is not done twice.

CREATE TABLE done_edits (
    record  BLOB NOT NULL,
    request BLOB NOT NULL,
    -- The heads that it was answered with.
    heads   BLOB NOT NULL,
    PRIMARY KEY (record, request)
) STRICT, WITHOUT ROWID;
