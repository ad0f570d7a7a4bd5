-- One row: a figure of surveys as it stands. :policy, :metric
SELECT m.period, m.scope_kind, m.scope, m.stage FROM metric m WHERE m.policy = :policy AND m.metric = :metric
ORDER BY m.period_kind, m.period, m.scope_kind, m.scope, m.stage;
