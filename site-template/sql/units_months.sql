-- One row: one month with its main figures, the latest first.
SELECT t.*, CASE WHEN t.due < 30 THEN t.visited || ' / ' || t.due WHEN t.due > 0 THEN printf('%.1f %%', 100.0 * t.visited / t.due) END AS rate_text,
    CASE WHEN t.due >= 30 THEN t.visited || ' / ' || t.due END AS rate_sub
FROM (
    SELECT q.period, sum(CASE WHEN m.metric = 'events' AND m.category = '' THEN m.numerator END) AS events,
        sum(CASE WHEN m.metric = 'complaints' THEN m.numerator END) AS complaints,
        sum(CASE WHEN m.metric = 'visit_rate' AND m.category = '' THEN m.numerator END) AS visited,
        sum(CASE WHEN m.metric = 'visit_rate' AND m.category = '' THEN m.denominator END) AS due,
        sum(CASE WHEN m.metric = 'missed' AND m.category = '' THEN m.numerator END) AS missed,
        sum(CASE WHEN m.metric = 'breaches' AND m.category = '' THEN m.numerator END) AS breaches,
        sum(CASE WHEN m.metric IN ('repeat_complaint_cases', 'repeat_repair_cases') THEN m.numerator END) AS repeats
    FROM month AS q CROSS JOIN policy AS p LEFT JOIN metric AS m ON m.policy = p.policy AND m.period = q.period AND m.scope_kind = 'all' AND m.scope = '' AND m.stage = ''
        AND m.metric IN ('events', 'complaints', 'visit_rate', 'missed', 'breaches', 'repeat_complaint_cases', 'repeat_repair_cases')
    GROUP BY q.period) AS t
ORDER BY t.period DESC;
