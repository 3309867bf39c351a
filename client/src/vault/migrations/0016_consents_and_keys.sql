-- The records that somebody consented to.
CREATE INDEX decisions_of_consent ON decisions (record) WHERE substr(what, 1, 16) = '{"consent_given"';

-- The keys of a device that were replaced, 32 bytes each, the first one first: what they signed before stands.
ALTER TABLE devices ADD COLUMN former_keys BLOB NOT NULL DEFAULT x'';

-- What others decided since one last looked is counted from the index alone.
DROP INDEX decisions_by_number;
CREATE INDEX decisions_by_number ON decisions (number, signer, record);
