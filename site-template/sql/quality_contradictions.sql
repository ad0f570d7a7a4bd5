-- One row: one kind of contradiction and what it touches.
SELECT kind, coalesce((SELECT w.key FROM word AS w WHERE w.key = 'metric.' || effect), effect) AS effect, count(*) AS n, group_concat(CASE WHEN place <= 8 THEN coalesce(nullif(event_id, ''), visit_id) END, '、') AS examples
FROM (SELECT *, row_number() OVER (PARTITION BY kind, effect ORDER BY month DESC, event_id, visit_id) AS place FROM contradiction) GROUP BY kind, effect ORDER BY n DESC, kind;
