-- Writes the durations of one part of a week, scope and category.
-- the columns of duration in their order
INSERT INTO duration (policy, fragment, scope_kind, scope, category, seconds)
VALUES (:policy, :fragment, :scope_kind, :scope, :category, :seconds)
ON CONFLICT (policy, fragment, scope_kind, scope, category) DO UPDATE SET seconds = excluded.seconds;
