-- Adds one figure.
-- the columns of metric in their order
INSERT INTO metric (policy, metric, period_kind, period, scope_kind, scope, category, stage,
                    numerator, denominator, value_micro, target_micro, compliant)
VALUES (:policy, :metric, :period_kind, :period, :scope_kind, :scope, :category, :stage,
        :numerator, :denominator, :value_micro, :target_micro, :compliant);
