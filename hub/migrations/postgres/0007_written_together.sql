-- These are written in one statement with what they name, and nothing is ever deleted: to look it up for each row once more
-- would be much of what the statement costs.
ALTER TABLE spans DROP CONSTRAINT spans_record_fkey;
ALTER TABLE feed_audiences DROP CONSTRAINT feed_audiences_position_fkey;
