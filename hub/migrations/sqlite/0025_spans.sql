-- Which changes the hub has taken: a row for consecutive changes of one actor to one record, in place of a row for each.
-- The changes themselves are in the packs of the feed.
CREATE TABLE spans (
    record BLOB NOT NULL REFERENCES records (id),
    actor BLOB NOT NULL,
    -- The sequence numbers of the first change and of the last.
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    -- 32 bytes for each of them, in order.
    hashes BLOB NOT NULL CHECK (length(hashes) = 32 * (last - first + 1)),
    -- No two spans of an actor overlap: what comes next is found behind the last one.
    PRIMARY KEY (record, actor, last)
) STRICT;

INSERT INTO spans (record, actor, first, last, hashes)
SELECT record, actor, min(seq), max(seq), unhex(group_concat(hex(hash), '' ORDER BY seq))
FROM (SELECT *, seq - row_number() OVER (PARTITION BY record, actor ORDER BY seq) AS run FROM changes)
GROUP BY record, actor, run;

DROP TABLE changes;
