-- One row: the first period of a kind that holds an event.
-- :policy, :period_kind
SELECT m.period FROM metric m
WHERE m.policy = :policy AND m.metric = 'events' AND m.period_kind = :period_kind
ORDER BY m.period LIMIT 1;
