-- One row: one rule on visits that was broken in the sheet's period, and how often. Parameters :each_policy, :each_period.
SELECT 'rule.' || stage AS rule, numerator AS n FROM metric
WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND metric = 'breaches' AND policy = :each_policy AND category = '' AND stage <> '' ORDER BY numerator DESC, stage;
