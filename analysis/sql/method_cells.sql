-- One row: a scope that has, or had, visits by method in a period: how many methods there are, and how many visits.
-- :policy, :period_kind, :period
SELECT m.scope_kind, m.scope, sum(m.metric = 'method_visits') AS methods,
    sum(CASE WHEN m.metric = 'method_visits' THEN m.numerator ELSE 0 END) AS visits
FROM metric m
WHERE m.policy = :policy AND m.metric IN ('method_visits', 'visit_methods') AND m.period_kind = :period_kind AND m.period = :period
    AND m.category = ''
GROUP BY m.scope_kind, m.scope ORDER BY m.scope_kind, m.scope;
