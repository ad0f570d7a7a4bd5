-- Writes one figure, new or changed.
-- the columns of metric in their order
INSERT INTO metric (policy, metric, period_kind, period, scope_kind, scope, category, stage,
                    numerator, denominator, value_micro, target_micro, compliant)
VALUES (:policy, :metric, :period_kind, :period, :scope_kind, :scope, :category, :stage,
        :numerator, :denominator, :value_micro, :target_micro, :compliant)
ON CONFLICT (policy, metric, period_kind, period, scope_kind, scope, category, stage)
DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator, value_micro = excluded.value_micro,
              target_micro = excluded.target_micro, compliant = excluded.compliant;
