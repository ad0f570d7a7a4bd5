-- One row: one rule about visits and how many visits of the month break it. Parameters :each_month.
SELECT 'rule.' || b.rule AS rule, (SELECT min(r.text) FROM policy_rule AS r WHERE r.policy = b.policy AND r.rule = b.rule AND r.clause = b.clause) AS text, b.clause, count(*) AS n,
    count(DISTINCT b.site || '|' || b.department) AS units
FROM policy AS p JOIN visit_breach AS b ON b.policy = p.policy AND b.month = :each_month
GROUP BY b.policy, b.rule, b.clause ORDER BY count(*) DESC, b.rule, b.clause;
