-- The keys of a device that were replaced, 32 bytes each, the first one first. What they signed before stands.
ALTER TABLE devices ADD COLUMN former_keys BLOB NOT NULL DEFAULT x'';
