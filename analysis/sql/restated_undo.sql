-- Forgets the figures that ended as they had been. :run
DELETE FROM restated
WHERE run = :run AND (SELECT 1 FROM metric m
    WHERE m.policy = restated.policy AND m.metric = restated.metric AND m.period_kind = restated.period_kind AND m.period = restated.period
      AND m.scope_kind = restated.scope_kind AND m.scope = restated.scope AND m.category = restated.category AND m.stage = restated.stage
      AND (m.numerator IS NOT restated.numerator OR m.denominator IS NOT restated.denominator OR m.value_micro IS NOT restated.value_micro
           OR m.target_micro IS NOT restated.target_micro OR m.compliant IS NOT restated.compliant)) IS NULL
  AND (numerator IS NOT NULL OR value_micro IS NOT NULL) = EXISTS (SELECT 1 FROM metric m
    WHERE m.policy = restated.policy AND m.metric = restated.metric AND m.period_kind = restated.period_kind AND m.period = restated.period
      AND m.scope_kind = restated.scope_kind AND m.scope = restated.scope AND m.category = restated.category AND m.stage = restated.stage);
