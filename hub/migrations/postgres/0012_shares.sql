-- The last day, as 2027-03-01, on which a record is shared beyond its office and the desk; of what is shared without one there is none.
CREATE TABLE shares (
    record BYTEA NOT NULL PRIMARY KEY,
    until  TEXT COLLATE "C" NOT NULL
);
