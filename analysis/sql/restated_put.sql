-- Notes what stood in a figure before the run replaced it; only the first time in a run.
-- the columns of restated in their order
INSERT OR IGNORE INTO restated (policy, metric, period_kind, period, scope_kind, scope, category, stage, run, first_day, last_day,
                                numerator, denominator, value_micro, target_micro, compliant)
VALUES (:policy, :metric, :period_kind, :period, :scope_kind, :scope, :category, :stage, :run, :first_day, :last_day,
        :numerator, :denominator, :value_micro, :target_micro, :compliant);
