-- One row: one visit without a limit in the text that nobody has made yet, the sixty oldest first (total: how many there are).
-- Parameters :as_of, :language.
SELECT event_id, (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.policy = o.policy AND s.stage = o.stage) AS stage, opens,
    CAST(julianday(:as_of) - julianday(opens) AS INTEGER) AS age, customer, unit, site, department,
    (SELECT sum(n) FROM open_stage) AS total
FROM open_visit AS o WHERE due = 1 ORDER BY opens, event_id, o.stage LIMIT 60;
