-- The vault, version 3: the bytes of attached files.

-- One file, whichever records it is attached to.
CREATE TABLE attachments (
    number INTEGER PRIMARY KEY,
    -- BLAKE3 of its bytes; null while it is coming: such a file is nobody's, and is taken out when the vault is opened.
    hash   BLOB UNIQUE,
    -- As announced while it is coming.
    bytes  INTEGER NOT NULL
) STRICT;

-- Its bytes: 256 KiB a piece but the last, from place 0.
CREATE TABLE attachment_pieces (
    attachment INTEGER NOT NULL REFERENCES attachments (number) ON DELETE CASCADE,
    place      INTEGER NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (attachment, place)
) STRICT;
