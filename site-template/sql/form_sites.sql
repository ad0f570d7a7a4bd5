-- One row: one comparison of sites: a form and the period that it is about, with its days and the titles of its measures. Parameter :language.
WITH title AS (SELECT policy, form, position, CASE WHEN :language = 'en' THEN en ELSE zh END AS title FROM policy_measure)
SELECT f.policy, f.form, f.period, f.title, f.code, f.alias, f.clause, f.clause_text, CASE WHEN f.kind = 'week' THEN s.first END AS first, s.last, s.till < s.last AS running,
    EXISTS (SELECT 1 FROM policy_measure AS m WHERE m.policy = f.policy AND m.form = f.form AND m.metric = 'events') AS volumes,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 1) AS t1,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 2) AS t2,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 3) AS t3,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 4) AS t4,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 5) AS t5,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 6) AS t6,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 7) AS t7,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 8) AS t8,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 9) AS t9,
    (SELECT title FROM title AS t WHERE t.policy = f.policy AND t.form = f.form AND t.position = 10) AS t10
FROM form_period AS f JOIN statistics AS s ON s.policy = f.policy AND s.period = f.period WHERE f.layout = 'sites' ORDER BY f.policy, f.position, f.period;
