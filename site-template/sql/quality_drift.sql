-- One row: one thing that is not as it was in a source.
SELECT 'drift.' || kind AS kind, source, nullif(path, '') AS path, nullif(what, '') AS what, found, expected FROM drift ORDER BY source, kind, path, what;
