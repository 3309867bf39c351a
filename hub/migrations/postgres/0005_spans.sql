-- Which changes the hub has taken: a row for consecutive changes of one actor to one record, in place of a row for each.
-- The changes themselves are in the packs of the feed.
CREATE TABLE spans (
    record BYTEA NOT NULL REFERENCES records (id),
    actor BYTEA NOT NULL,
    -- The sequence numbers of the first change and of the last.
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    -- 32 bytes for each of them, in order.
    hashes BYTEA NOT NULL CHECK (length(hashes) = 32 * (last - first + 1)),
    -- No two spans of an actor overlap: what comes next is found behind the last one.
    PRIMARY KEY (record, actor, last)
);

INSERT INTO spans (record, actor, first, last, hashes)
SELECT record, actor, min(seq), max(seq), string_agg(hash, ''::BYTEA ORDER BY seq)
FROM (SELECT *, seq - row_number() OVER (PARTITION BY record, actor ORDER BY seq) AS run FROM changes) AS numbered
GROUP BY record, actor, run;

DROP TABLE changes;
