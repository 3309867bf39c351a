-- The vault, version 2: what lists filter by, and a search of our own words.

-- The year that a record is about; 0: none.
ALTER TABLE records ADD COLUMN year INTEGER NOT NULL DEFAULT 0;
-- Codes of its themes, each once, between spaces.
ALTER TABLE records ADD COLUMN themes TEXT NOT NULL DEFAULT '';
-- 1: edited since the search, and the id of the content, were last brought up to date.
ALTER TABLE records ADD COLUMN stale INTEGER NOT NULL DEFAULT 1;
CREATE INDEX records_that_are_stale ON records (stale) WHERE stale = 1;

-- Words come folded (client/src/words.rs): the tokenizer has nothing to do but to cut at spaces.
DROP TABLE record_words;
CREATE VIRTUAL TABLE record_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
DROP TABLE recommendation_words;
CREATE VIRTUAL TABLE recommendation_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
