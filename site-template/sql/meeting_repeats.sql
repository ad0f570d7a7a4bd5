-- One row: one problem repeated in the month. Parameters :language.
SELECT issue, max(n_all) AS n, customer, site, department,
    CASE escalated WHEN 1 THEN 'calm:escalated' WHEN 0 THEN 'bad:not_escalated' END AS mark, 'repeats.html#case-' || event_id AS link
FROM now_repeat WHERE by_all GROUP BY no ORDER BY max(n_all) DESC, event_id;
