-- The vault, version 3: what recommendations are filtered by, and which records are tied to which, so that no document is
-- loaded for a report. The `recommendation` of a theme is the `row` of `recommendations`.

-- As the body says it; empty or 0 where it says nothing.
ALTER TABLE recommendations ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendations ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendations ADD COLUMN session INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recommendations ADD COLUMN position TEXT NOT NULL DEFAULT '';
CREATE INDEX recommendations_by_filter ON recommendations (state, source, session, position);

CREATE TABLE recommendation_themes (
    theme          TEXT NOT NULL,
    recommendation INTEGER NOT NULL,
    PRIMARY KEY (theme, recommendation)
) STRICT, WITHOUT ROWID;
CREATE INDEX themes_of_recommendation ON recommendation_themes (recommendation);

CREATE TABLE record_links (
    recommendation BLOB NOT NULL,
    record         BLOB NOT NULL,
    PRIMARY KEY (recommendation, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_of_record ON record_links (record);

-- Their links are written when the search next looks at them.
UPDATE records SET stale = 1;
