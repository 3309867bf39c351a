-- The vault, version 6: what a search shows of a record, and finds a recommendation by.

-- What people wrote in a record, a line each; here, so that no document is loaded to show where something was found.
CREATE TABLE record_texts (
    record BLOB PRIMARY KEY NOT NULL,
    shown  TEXT NOT NULL
) STRICT;
-- The texts are written when the search next looks at them.
UPDATE records SET stale = 1;

-- Filled anew: with all States, and with who made it.
DROP TABLE recommendation_words;
CREATE VIRTUAL TABLE recommendation_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
