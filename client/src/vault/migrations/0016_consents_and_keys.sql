-- The records that somebody consented to.
CREATE INDEX decisions_of_consent ON decisions (record) WHERE substr(what, 1, 16) = '{"consent_given"';

-- The keys of a device that were replaced, 32 bytes each, the first one first: what they signed before stands.
ALTER TABLE devices ADD COLUMN former_keys BLOB NOT NULL DEFAULT x'';

-- Whether the person has looked at it that the hub refused the decision.
ALTER TABLE decisions ADD COLUMN told INTEGER NOT NULL DEFAULT 0;

-- What others decided since one last looked is counted from the index alone.
DROP INDEX decisions_by_number;
CREATE INDEX decisions_by_number ON decisions (number, signer, record);

-- How records stand is counted, and the latest of those that stand alike are found, without reading the others.
ALTER TABLE records ADD COLUMN is_refused INTEGER GENERATED ALWAYS AS (refused <> '') VIRTUAL;
ALTER TABLE records ADD COLUMN has_conflicts INTEGER GENERATED ALWAYS AS (conflicts > 0) VIRTUAL;
ALTER TABLE records ADD COLUMN is_edited_since INTEGER
    GENERATED ALWAYS AS (own = 1 AND version_id <> x'' AND content_id <> version_id) VIRTUAL;
CREATE INDEX records_situations ON records (kind, status, own, is_refused, has_conflicts, is_edited_since, unread, edited_at);
