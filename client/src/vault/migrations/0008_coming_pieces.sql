-- Pieces of the one update that is too large to come at once, by how many bytes of it came before.
CREATE TABLE coming_pieces (
    at INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
