-- The last day, as 2027-03-01, on which a record is shared beyond its office and the desk; of what is shared without one there is none.
CREATE TABLE shares (
    record BLOB NOT NULL PRIMARY KEY,
    until  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
