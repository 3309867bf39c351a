-- Since when the record is in its status: by the hub's clock, or by this device's while the decision waits; 0: nothing was decided.
ALTER TABLE records ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
-- The member of the desk who answers for it; empty: nobody.
ALTER TABLE records ADD COLUMN assigned BLOB NOT NULL DEFAULT x'';
-- All that the desk's board counts and is narrowed by.
CREATE INDEX records_board ON records (status, since, state, themes, assigned) WHERE kind = 'request';

-- The first decision behind the last one that left it in another status.
UPDATE records SET since = coalesce((
    SELECT min(later.at) FROM decisions AS later WHERE later.record = records.id AND later.number > coalesce((
        SELECT max(other.number) FROM decisions AS other
        WHERE other.record = records.id AND other.number > 0 AND other.status <> records.status
    ), 0)
), 0);

-- The period that a record is about, ISO 8601 days; empty: it is not said.
ALTER TABLE records ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN ends TEXT NOT NULL DEFAULT '';
-- Which other records a record names.
CREATE TABLE record_refs (
    record BLOB NOT NULL,
    other  BLOB NOT NULL,
    PRIMARY KEY (record, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_refs_to ON record_refs (other);
-- They follow from the content, like the words of the search.
UPDATE records SET stale = 1;

-- What others decided since one last looked.
CREATE INDEX decisions_by_number ON decisions (number);
