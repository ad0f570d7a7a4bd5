-- One row: one event over a limit and not done yet; on the page of the last month also those of earlier months; the fifty
-- oldest (total: how many there are). Parameters :each_month, :each_last, :language.
WITH l AS (
    SELECT policy, rule, event_id, category, accepted_at, limit_at, site, department, customer, unit, issue,
        (SELECT sum(n) FROM limit_count AS t WHERE t.month = :each_month AND t.state = 'open') AS total
    FROM month_limit WHERE NOT :each_last AND month = :each_month AND state = 'open'
    UNION ALL SELECT policy, rule, event_id, category, accepted_at, limit_at, site, department, customer, unit, issue, (SELECT count(*) FROM limit_case)
    FROM (SELECT * FROM limit_case WHERE :each_last ORDER BY limit_at, event_id, rule LIMIT 50) AS o)
SELECT l.event_id, l.customer || coalesce(' · ' || l.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, l.issue, l.rule,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || (SELECT min(clause) FROM policy_rule AS r WHERE r.policy = l.policy AND r.rule = l.rule) AS clause, l.accepted_at, l.limit_at, l.limit_at AS ran_out,
    l.site, l.department, l.total
FROM l LEFT JOIN policy_category AS c ON c.policy = l.policy AND c.category = l.category
ORDER BY l.limit_at, l.event_id, l.rule LIMIT 50;
