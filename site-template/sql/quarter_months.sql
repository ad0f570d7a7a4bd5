-- One row: one month of the quarter with its visit rate, all stages together. Parameters :each_m1, :each_m3.
SELECT q.period AS month, CASE WHEN q.due < 30 THEN q.visited || ' / ' || q.due WHEN q.due > 0 THEN printf('%.1f %%', 100.0 * q.visited / q.due) END AS rate_text,
    CASE WHEN q.due > 0 THEN q.visited || ' / ' || q.due END AS rate_sub, q.missed
FROM (SELECT mo.period, sum(CASE WHEN m.metric = 'visit_rate' THEN m.numerator END) AS visited, sum(CASE WHEN m.metric = 'visit_rate' THEN m.denominator END) AS due,
        coalesce(sum(CASE WHEN m.metric = 'missed' THEN m.numerator END), 0) AS missed
    FROM month AS mo CROSS JOIN policy AS p LEFT JOIN metric AS m ON m.policy = p.policy AND m.period = mo.period AND m.metric IN ('visit_rate', 'missed')
        AND m.scope_kind = 'all' AND m.scope = '' AND m.category = '' AND m.stage = ''
    WHERE mo.period BETWEEN :each_m1 AND :each_m3 GROUP BY mo.period) AS q
ORDER BY q.period;
