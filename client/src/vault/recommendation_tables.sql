-- Beside the recommendations: their themes, for the filters; and which records are tied to which recommendations, so that no
-- document is loaded for a report. The `row` is that of `recommendations`.

CREATE TABLE IF NOT EXISTS recommendation_themes (
    theme          TEXT NOT NULL,
    recommendation INTEGER NOT NULL,
    PRIMARY KEY (theme, recommendation)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS themes_of_recommendation ON recommendation_themes (recommendation);

CREATE TABLE IF NOT EXISTS record_links (
    recommendation BLOB NOT NULL,
    record         BLOB NOT NULL,
    PRIMARY KEY (recommendation, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_of_record ON record_links (record);
