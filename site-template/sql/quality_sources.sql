-- One row: one source, how many files came and whether it has been silent for too long; a row dated after as-of is a slip
-- of the pen and says nothing about when the source was last heard. Parameter :as_of.
WITH heard AS (
    SELECT source, count(*) AS files, max(CASE WHEN substr(last_at, 1, 10) <= :as_of THEN substr(last_at, 1, 10) END) AS last,
        max(CASE WHEN substr(last_at, 1, 10) > :as_of THEN substr(last_at, 1, 10) END) AS ahead
    FROM file GROUP BY source)
SELECT s.name, s.table_name, coalesce(h.files, 0) AS files, coalesce(l.last, h.last) AS last, h.ahead, s.expected_every_days AS every,
    CASE WHEN h.files IS NULL THEN 'warn:silent'
        WHEN s.expected_every_days > 0 AND (l.last IS NOT NULL OR h.ahead IS NULL) AND coalesce(julianday(:as_of) - julianday(coalesce(l.last, h.last)) > s.expected_every_days, 1) THEN 'bad:silent'
        WHEN h.ahead > date(:as_of, '+1 year') THEN 'warn:ahead' ELSE 'calm:heard' END AS mark
FROM source AS s LEFT JOIN heard AS h ON h.source = s.name LEFT JOIN source_last AS l ON l.source = s.name
ORDER BY mark = 'bad:silent' DESC, mark LIKE 'warn%' DESC, s.name;
