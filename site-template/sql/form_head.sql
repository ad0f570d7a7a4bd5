-- One row: what a statistics sheet says first. lacks: the logs that the form is made from and that never brought a row.
-- Parameters :each_policy, :each_form, :each_period, :language.
WITH k AS (SELECT * FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND policy = :each_policy AND category = '' AND stage = ''),
r AS (SELECT sum(opened) AS opened, sum(done) AS done, sum(open) AS open, sum(overdue) AS overdue FROM rectified WHERE policy = :each_policy AND period = :each_period)
SELECT (SELECT numerator FROM k WHERE metric = 'events') AS events, coalesce(v.denominator, 0) AS due, coalesce(v.numerator, 0) AS visited, p.denominator AS judged, p.numerator AS passed,
    p.denominator - p.numerator AS failed, (SELECT numerator FROM k WHERE metric = 'unresolved_limit') AS over, coalesce((SELECT numerator FROM k WHERE metric = 'open_over_limit'), 0) AS over_open,
    r.opened, r.done, r.open, r.overdue,
    (SELECT group_concat(CASE WHEN :language = 'en' THEN l.log ELSE l.zh || '（' || l.log || '）' END, CASE WHEN :language = 'en' THEN ', ' ELSE '、' END)
        FROM policy_form AS f JOIN log_known AS l ON NOT l.is_there AND instr(';' || f.logs || ';', ';' || l.log || ';') WHERE f.policy = :each_policy AND f.form = :each_form) AS lacks
FROM r LEFT JOIN k AS v ON v.metric = 'visit_rate' LEFT JOIN k AS p ON p.metric = 'pass_rate';
