-- People in offices, with whatever devices.
CREATE TABLE members (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    office BLOB NOT NULL REFERENCES offices (id),
    name TEXT NOT NULL,
    -- As invited: the ledger is replayed from it.
    first_role TEXT NOT NULL,
    role TEXT NOT NULL,
    -- 0 while the member has not left.
    left_at INTEGER NOT NULL DEFAULT 0,
    -- How often it was told what is known of the member.
    revision INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Until now a device was a member of its own.
INSERT INTO members (id, office, name, first_role, role) SELECT id, office, member, role, role FROM devices;
ALTER TABLE devices ADD COLUMN holder BLOB NOT NULL DEFAULT x'';
UPDATE devices SET holder = id;
ALTER TABLE devices DROP COLUMN role;
ALTER TABLE devices DROP COLUMN member;
CREATE INDEX devices_of_a_member ON devices (holder);
-- Since when what a revoked device signed is taken from others; 0: it is not.
ALTER TABLE devices ADD COLUMN rescued_at INTEGER NOT NULL DEFAULT 0;

-- Who is invited is a member from then on.
INSERT INTO members (id, office, name, first_role, role)
SELECT substr(hash, 1, 16), office, member, role, role FROM invitations WHERE used_by = x'';
CREATE TABLE invitations_of_members (
    -- BLAKE3 of the code's secret: the code itself is nowhere.
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    member BLOB NOT NULL REFERENCES members (id),
    expires_at INTEGER NOT NULL,
    -- The device that used it; empty while none has.
    used_by BLOB NOT NULL DEFAULT x''
) STRICT, WITHOUT ROWID;
INSERT INTO invitations_of_members (hash, member, expires_at, used_by)
SELECT hash, iif(used_by = x'', substr(hash, 1, 16), used_by), expires_at, used_by FROM invitations;
DROP TABLE invitations;
ALTER TABLE invitations_of_members RENAME TO invitations;
CREATE INDEX invitations_of_a_member ON invitations (member);

-- Decisions on an office are filed under it as under a record; as CBOR: {"status": "open"}.
INSERT INTO records (id, kind, office, standing)
SELECT id, 'office', id, x'A166737461747573646F70656E' FROM offices;
