-- One row: one department in the quarter. Parameters :each_quarter, :each_m1, :each_m3.
SELECT m.scope AS department, CASE WHEN (SELECT count(*) FROM policy) > 1 THEN m.policy END AS policy,
    max(CASE WHEN m.metric = 'events' THEN m.numerator END) AS events, max(CASE WHEN m.metric = 'missed' THEN m.numerator END) AS missed,
    max(CASE WHEN m.metric = 'late' THEN m.numerator END) AS late, (SELECT coalesce(sum(b.n), 0) FROM breach_count AS b
        WHERE b.month BETWEEN :each_m1 AND :each_m3 AND b.policy = m.policy AND b.department = m.scope) AS breaches,
    max(CASE WHEN m.metric = 'visit_rate' THEN CASE WHEN m.denominator < 30 THEN m.numerator || ' / ' || m.denominator ELSE printf('%d.%d %%', (m.value_micro + 500) / 10000, (m.value_micro + 500) / 1000 % 10) END END) AS rate_text,
    max(CASE WHEN m.metric = 'visit_rate' AND m.denominator >= 30 THEN m.numerator || ' / ' || m.denominator END) AS rate_sub
FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :each_quarter
WHERE m.metric IN ('events', 'missed', 'late', 'visit_rate') AND m.scope_kind = 'department' AND m.scope <> '' AND m.category = '' AND m.stage = ''
GROUP BY m.policy, m.scope ORDER BY max(CASE WHEN m.metric = 'missed' THEN m.numerator ELSE 0 END) DESC, m.scope;
