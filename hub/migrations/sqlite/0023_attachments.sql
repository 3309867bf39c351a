-- Files that offices attach. Their bytes are objects; the same file of two offices is two rows and one object.
CREATE TABLE attachments (
    -- BLAKE3 of all bytes.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    office BLOB NOT NULL REFERENCES offices (id),
    -- As announced.
    bytes INTEGER NOT NULL,
    -- Whether all of them have come from this office.
    whole INTEGER NOT NULL,
    PRIMARY KEY (office, hash)
) STRICT, WITHOUT ROWID;

-- Who may have an office's file. It may be told before the file comes.
CREATE TABLE attachment_audiences (
    hash BLOB NOT NULL,
    office BLOB NOT NULL REFERENCES offices (id),
    audience TEXT NOT NULL,
    PRIMARY KEY (hash, office, audience)
) STRICT, WITHOUT ROWID;
