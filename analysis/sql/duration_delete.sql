-- Removes the durations of one part of a week, scope and category.
-- the key
DELETE FROM duration
WHERE policy = :policy AND fragment = :fragment AND scope_kind = :scope_kind AND scope = :scope
  AND category = :category;
