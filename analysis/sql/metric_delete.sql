-- Removes one figure.
-- the key in the order of its columns
DELETE FROM metric
WHERE policy = :policy AND metric = :metric AND period_kind = :period_kind AND period = :period
  AND scope_kind = :scope_kind AND scope = :scope AND category = :category AND stage = :stage;
