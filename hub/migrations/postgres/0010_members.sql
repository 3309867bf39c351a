-- People in offices, with whatever devices.
CREATE TABLE members (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    office BYTEA NOT NULL REFERENCES offices (id),
    name TEXT NOT NULL,
    -- As invited: the ledger is replayed from it.
    first_role TEXT NOT NULL,
    role TEXT NOT NULL,
    -- 0 while the member has not left.
    left_at BIGINT NOT NULL DEFAULT 0,
    -- How often it was told what is known of the member.
    revision BIGINT NOT NULL DEFAULT 0
);

-- Until now a device was a member of its own.
INSERT INTO members (id, office, name, first_role, role) SELECT id, office, member, role, role FROM devices;
ALTER TABLE devices ADD COLUMN holder BYTEA REFERENCES members (id);
UPDATE devices SET holder = id;
ALTER TABLE devices ALTER COLUMN holder SET NOT NULL;
ALTER TABLE devices DROP COLUMN role, DROP COLUMN member;
CREATE INDEX devices_of_a_member ON devices (holder);
-- Since when what a revoked device signed is taken from others; 0: it is not.
ALTER TABLE devices ADD COLUMN rescued_at BIGINT NOT NULL DEFAULT 0;

-- Who is invited is a member from then on.
INSERT INTO members (id, office, name, first_role, role)
SELECT substring(hash FROM 1 FOR 16), office, member, role, role FROM invitations WHERE used_by = '';
ALTER TABLE invitations RENAME COLUMN member TO name;
ALTER TABLE invitations ADD COLUMN member BYTEA REFERENCES members (id);
UPDATE invitations SET member = CASE WHEN used_by = '' THEN substring(hash FROM 1 FOR 16) ELSE used_by END;
ALTER TABLE invitations ALTER COLUMN member SET NOT NULL;
ALTER TABLE invitations DROP COLUMN office, DROP COLUMN role, DROP COLUMN name;
CREATE INDEX invitations_of_a_member ON invitations (member);

-- Decisions on an office are filed under it as under a record; as CBOR: {"status": "open"}.
INSERT INTO records (id, kind, office, standing)
SELECT id, 'office', id, '\xA166737461747573646F70656E'::BYTEA FROM offices;
