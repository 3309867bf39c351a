-- The vault, version 7: when headquarters had what.

-- A record's heads, and the hub's time by which it had them and all that they build on.
CREATE TABLE hub_times (
    record BLOB NOT NULL,
    heads  BLOB NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (record, heads)
) STRICT, WITHOUT ROWID;
