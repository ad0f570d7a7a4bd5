-- One row: one source and how long it has been silent. Parameter :as_of.
SELECT s.name, s.table_name, (SELECT count(*) FROM file AS f WHERE f.source = s.name) AS files, (SELECT substr(max(last_at), 1, 10) FROM file AS f WHERE f.source = s.name) AS last,
    s.expected_every_days AS every,
    CASE WHEN s.expected_every_days > 0 AND coalesce(julianday(:as_of) - julianday(substr((SELECT max(last_at) FROM file AS f WHERE f.source = s.name), 1, 10)), 99999) > s.expected_every_days THEN 'bad:silent'
        WHEN (SELECT count(*) FROM file AS f WHERE f.source = s.name) = 0 THEN 'warn:silent' ELSE 'calm:heard' END AS mark
FROM source AS s ORDER BY mark, s.name;
