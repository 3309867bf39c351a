-- Files that offices attach. Their bytes are objects; the same file of two offices is two rows and one object.
CREATE TABLE attachments (
    -- BLAKE3 of all bytes.
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    office BYTEA NOT NULL REFERENCES offices (id),
    -- As announced.
    bytes BIGINT NOT NULL,
    -- Whether all of them have come from this office.
    whole BOOLEAN NOT NULL,
    PRIMARY KEY (office, hash)
);

-- Who may have an office's file. It may be told before the file comes.
CREATE TABLE attachment_audiences (
    hash BYTEA NOT NULL,
    office BYTEA NOT NULL REFERENCES offices (id),
    audience TEXT NOT NULL,
    PRIMARY KEY (hash, office, audience)
);
