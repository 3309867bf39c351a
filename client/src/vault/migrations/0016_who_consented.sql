-- The records that somebody consented to.
CREATE INDEX decisions_of_consent ON decisions (record) WHERE substr(what, 1, 16) = '{"consent_given"';
