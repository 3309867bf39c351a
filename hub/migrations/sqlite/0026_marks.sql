-- Of each change's hash its first eight bytes, its mark, which are enough to tell changes of one record apart.
CREATE TABLE marked_spans (
    record BLOB NOT NULL REFERENCES records (id),
    actor BLOB NOT NULL,
    -- The sequence numbers of the first change and of the last.
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    -- 8 bytes for each of them, in order.
    marks BLOB NOT NULL CHECK (length(marks) = 8 * (last - first + 1)),
    -- No two spans of an actor overlap: what comes next is found behind the last one.
    PRIMARY KEY (record, actor, last)
) STRICT;

INSERT INTO marked_spans (record, actor, first, last, marks)
SELECT record, actor, first, last, (
    WITH RECURSIVE numbers (at) AS (
        SELECT 0 UNION ALL SELECT at + 1 FROM numbers WHERE at < last - first
    )
    SELECT unhex(group_concat(hex(substr(hashes, 32 * at + 1, 8)), '' ORDER BY at)) FROM numbers
)
FROM spans;

DROP TABLE spans;
ALTER TABLE marked_spans RENAME TO spans;
