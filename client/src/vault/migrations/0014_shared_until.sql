-- The last day on which this office may read another's record, ISO 8601; empty: no day is set.
ALTER TABLE records ADD COLUMN shared_until TEXT NOT NULL DEFAULT '';
