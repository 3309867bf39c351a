-- What was said to decisions that the rules refused: a satchel that is read again gets the same answer.
CREATE TABLE refused_decisions (
    -- BLAKE3 of what was signed.
    signed BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
