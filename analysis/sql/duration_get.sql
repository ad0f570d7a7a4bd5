-- One row: the durations of one part of a week, scope and category.
-- the key
SELECT d.seconds FROM duration d
WHERE d.policy = :policy AND d.fragment = :fragment AND d.scope_kind = :scope_kind AND d.scope = :scope
  AND d.category = :category;
