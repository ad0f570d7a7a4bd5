-- One row: one department of the site with its main figures of the running month. Parameters :month, :prev_month, :each_name.
SELECT u.name, CASE WHEN (SELECT count(*) FROM policy) > 1 THEN p.policy END AS policy, v.value_micro AS rate,
    CASE WHEN v.denominator < 30 THEN v.numerator || ' / ' || v.denominator ELSE printf('%d.%d %%', (v.value_micro + 500) / 10000, (v.value_micro + 500) / 1000 % 10) END AS rate_text,
    CASE WHEN v.denominator >= 30 THEN v.numerator || ' / ' || v.denominator END AS rate_sub,
    (SELECT value_micro FROM metric AS q WHERE q.policy = p.policy AND q.period = :prev_month AND q.metric = 'visit_rate' AND q.scope_kind = 'department' AND q.scope = u.name AND q.category = '' AND q.stage = '') AS prev,
    e.numerator AS events,
    (SELECT coalesce(sum(o.n), 0) FROM now_count AS o WHERE o.policy = p.policy AND o.state = 'missed' AND o.due = 1 AND o.department = u.name) AS missed,
    (SELECT count(*) FROM limit_case AS l WHERE l.policy = p.policy AND l.department = u.name) AS open_cases,
    (SELECT count(DISTINCT no) FROM now_repeat AS r WHERE r.policy = p.policy AND r.by_department AND r.department = u.name) AS repeats,
    (SELECT coalesce(sum(b.n), 0) FROM breach_count AS b WHERE b.policy = p.policy AND b.month = :month AND b.department = u.name) AS breaches,
    (SELECT group_concat(x, ',') FROM (SELECT coalesce(CAST(k.value_micro AS TEXT), '') AS x FROM month AS w
        LEFT JOIN metric AS k ON k.policy = p.policy AND k.period = w.period AND k.metric = 'visit_rate' AND k.scope_kind = 'department' AND k.scope = u.name AND k.category = '' AND k.stage = ''
        WHERE w.n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND w.period <= :month ORDER BY w.n)) AS spark
FROM (SELECT department AS name FROM site_department WHERE site = :each_name) AS u JOIN policy AS p
LEFT JOIN metric AS v ON v.policy = p.policy AND v.period = :month AND v.metric = 'visit_rate' AND v.scope_kind = 'department' AND v.scope = u.name AND v.category = '' AND v.stage = ''
LEFT JOIN metric AS e ON e.policy = p.policy AND e.period = :month AND e.metric = 'events' AND e.scope_kind = 'department' AND e.scope = u.name AND e.category = '' AND e.stage = ''
WHERE (SELECT count(*) FROM policy) = 1 OR e.numerator > 0 OR v.denominator > 0
ORDER BY v.denominator IS NULL, missed DESC, v.denominator DESC, u.name;
