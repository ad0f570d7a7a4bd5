-- One row: one visit without a limit in the text that nobody has made yet, the oldest first. Parameters :as_of, :language.
SELECT event_id, (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.policy = o.policy AND s.stage = o.stage) AS stage, opens,
    CAST(julianday(:as_of) - julianday(opens) AS INTEGER) AS age, customer, unit, site, department
FROM obligation AS o WHERE state = 'open' AND due = 1 ORDER BY opens, event_id, o.stage;
