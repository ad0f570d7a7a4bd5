-- One row: the durations of one part of a week, scope and category within a period, scope by scope.
-- :policy, :first and :last day
SELECT d.scope_kind, d.scope, d.category, d.seconds FROM duration d
WHERE d.policy = :policy AND d.fragment BETWEEN :first AND :last
ORDER BY d.scope_kind, d.scope, d.category, d.fragment;
