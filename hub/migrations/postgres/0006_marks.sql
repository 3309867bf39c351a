-- Of each change's hash its first eight bytes, its mark, which are enough to tell changes of one record apart.
ALTER TABLE spans DROP CONSTRAINT spans_check;
ALTER TABLE spans RENAME COLUMN hashes TO marks;
UPDATE spans SET marks = (
    SELECT string_agg(substring(marks FROM (32 * at + 1)::INTEGER FOR 8), ''::BYTEA ORDER BY at)
    FROM generate_series(0, last - first) AS numbers (at)
);
ALTER TABLE spans ADD CHECK (length(marks) = 8 * (last - first + 1));

-- What is compressed already, or has nothing in it to compress, is kept as it is.
ALTER TABLE spans ALTER COLUMN marks SET STORAGE EXTERNAL;
ALTER TABLE feed ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE snapshots ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE versions ALTER COLUMN body SET STORAGE EXTERNAL;
