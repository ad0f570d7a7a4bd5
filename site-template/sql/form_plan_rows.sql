-- One row: one visit planned for the month, and what became of it: by the policy's check of plans where it has one, else by whether a
-- visit came on that day or later. Parameters :each_policy, :each_month, :as_of, :language.
SELECT r.at1 AS planned_on, r.no, r.what AS event_id, r.state AS stage, who AS visitor, whom AS made_by, m.customer, coalesce((SELECT CASE WHEN :language = 'en' THEN c.en ELSE c.zh END FROM policy_category AS c WHERE c.policy = :each_policy AND c.category = m.class), m.class) AS category,
    CASE WHEN at3 > CASE WHEN length(at1) = length(at3) THEN at1 ELSE substr(at1, 1, 10) || ' 24' END THEN 'warn:cancelled_after' WHEN at3 IS NOT NULL THEN 'calm:cancelled'
        WHEN s.state = 'late' THEN 'warn:done_late' WHEN s.state = 'open' THEN 'calm:pending' WHEN s.state IS NOT NULL THEN 'bad:undone'
        WHEN flag = 1 OR EXISTS (SELECT 1 FROM policy_check AS p WHERE p.policy = :each_policy AND p.of_plans = 1) THEN 'good:done'
        WHEN substr(at1, 1, 10) <= :as_of THEN 'bad:undone' ELSE 'calm:pending' END AS mark
FROM register_row AS r LEFT JOIN plan_state AS s ON s.policy = :each_policy AND s.plan_id = r.no LEFT JOIN register_more AS m ON m.line = r.rowid
WHERE log = 'plans' AND month = :each_month AND EXISTS (SELECT 1 FROM register_of AS o WHERE o.policy = :each_policy AND o.line = r.rowid) ORDER BY at1, no;
