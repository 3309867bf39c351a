-- The vault, version 11: a sync without news does not read every record.

-- The digest of this office's records (one row), until any of them changes.
CREATE TABLE kept_digest (
    digest BLOB NOT NULL
) STRICT;

CREATE TRIGGER a_new_record_changes_the_digest AFTER INSERT ON records BEGIN
    DELETE FROM kept_digest;
END;

CREATE TRIGGER other_heads_change_the_digest AFTER UPDATE OF id, own, heads, hub_heads ON records BEGIN
    DELETE FROM kept_digest;
END;

CREATE TRIGGER a_lost_record_changes_the_digest AFTER DELETE ON records BEGIN
    DELETE FROM kept_digest;
END;
