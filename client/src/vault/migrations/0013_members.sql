-- People in offices, as the hub told of them.
CREATE TABLE members (
    id            BLOB PRIMARY KEY NOT NULL,
    office        BLOB NOT NULL,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    -- 0: no invitation is open.
    invited_until INTEGER NOT NULL DEFAULT 0,
    -- 0: the member has not left.
    left_at       INTEGER NOT NULL DEFAULT 0,
    -- As the hub counts: what has a lower one is older.
    revision      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX members_of_an_office ON members (office, name);

-- Until now a device was a member of its own.
INSERT INTO members (id, office, name, role) SELECT id, office, member, role FROM devices;
ALTER TABLE devices RENAME TO devices_alone;
CREATE TABLE devices (
    id         BLOB PRIMARY KEY NOT NULL,
    key        BLOB NOT NULL,
    -- The member whose it is.
    holder     BLOB NOT NULL,
    joined_at  INTEGER NOT NULL DEFAULT 0,
    -- 0: it is not revoked.
    revoked_at INTEGER NOT NULL DEFAULT 0,
    -- Since when what it signed is taken from others though it is revoked; 0: it is not.
    rescued_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX devices_of_a_member ON devices (holder);
INSERT INTO devices (id, key, holder) SELECT id, key, id FROM devices_alone;
DROP TABLE devices_alone;
