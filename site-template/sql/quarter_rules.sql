-- One row: one rule about visits and how many visits of the quarter break it. Parameters :each_m1, :each_m3.
SELECT 'rule.' || b.rule AS rule, (SELECT min(r.text) FROM policy_rule AS r WHERE r.policy = b.policy AND r.rule = b.rule AND r.clause = b.clause) AS text, b.clause, sum(b.n) AS n,
    count(DISTINCT b.department) AS units
FROM breach_count AS b WHERE b.month BETWEEN :each_m1 AND :each_m3
GROUP BY b.policy, b.rule, b.clause ORDER BY sum(b.n) DESC, b.rule, b.clause;
