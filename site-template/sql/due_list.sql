-- One row: one visit due within 14 days, by department and deadline. Parameters :as_of, :language.
SELECT CASE WHEN site <> '' AND instr(department, site) <> 1 THEN site || ' · ' ELSE '' END || department AS unit_name, CASE WHEN deadline <= date(:as_of, '+2 days') THEN 'warn:today' ELSE 'calm:pending' END AS mark, deadline, opens, event_id,
    (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.policy = o.policy AND s.stage = o.stage) AS stage, customer, unit, issue,
    count(*) OVER (PARTITION BY site, department) AS n
FROM obligation AS o WHERE state = 'pending' ORDER BY site, department, deadline, event_id, o.stage;
