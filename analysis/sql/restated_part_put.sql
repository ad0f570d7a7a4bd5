-- Notes what a part of a story added to figures.
-- the columns of restated_part, the scope before the part
INSERT INTO restated_part (run, policy, metric, scope_kind, scope, part, period_kind, first_day, category, stage, pooled, numerator,
                           denominator)
VALUES (:run, :policy, :metric, :scope_kind, :scope, :part, :period_kind, :first_day, :category, :stage, :pooled, :numerator,
        :denominator);
