-- The vault, version 5: the window's last requests, so that one whose answer was lost is not done twice.

CREATE TABLE done_edits (
    -- In the order in which they were done: the ids follow a clock, which may be set back.
    number  INTEGER PRIMARY KEY,
    record  BLOB NOT NULL,
    request BLOB NOT NULL,
    -- The heads that it was answered with.
    heads   BLOB NOT NULL,
    UNIQUE (record, request)
) STRICT;
CREATE INDEX done_edits_of_record ON done_edits (record, number);
