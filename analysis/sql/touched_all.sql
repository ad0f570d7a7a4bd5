-- One row: whether everything is touched, and whether anything is.
SELECT coalesce(max(CASE WHEN t.story = 'all' THEN 1 ELSE 0 END), 0), count(*) FROM touched t;
