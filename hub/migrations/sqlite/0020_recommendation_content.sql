-- BLAKE3 of what a recommendation says; empty for those that were imported before, whose ids follow from what they say.
ALTER TABLE recommendations ADD COLUMN content BLOB NOT NULL DEFAULT x'';
