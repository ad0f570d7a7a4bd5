-- One row: one rule about visits and how many visits of the quarter break it. Parameters :each_quarter.
SELECT 'rule.' || b.rule AS rule, (SELECT min(r.text) FROM policy_rule AS r WHERE r.policy = b.policy AND r.rule = b.rule AND r.clause = b.clause) AS text, b.clause, count(*) AS n,
    count(DISTINCT b.department) AS units
FROM policy AS p JOIN month AS m ON substr(m.period, 1, 4) || '-Q' || ((substr(m.period, 6, 2) + 2) / 3) = :each_quarter JOIN visit_breach AS b ON b.policy = p.policy AND b.month = m.period
GROUP BY b.policy, b.rule, b.clause ORDER BY count(*) DESC, b.rule, b.clause;
