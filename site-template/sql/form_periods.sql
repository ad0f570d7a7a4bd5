-- One row: one statistics sheet: a form and the month, quarter, half, year or week that it is about, with its days; the page of the period,
-- where there is one; which parts it has: limits, repeats and escalation where the policy has such rules, corrective actions where
-- there are any or the form is made from them.
SELECT f.policy, f.form, f.period, f.title, f.code, f.alias, f.clause, f.clause_text, CASE f.layout WHEN 'month' THEN 'months/' WHEN 'quarter' THEN 'quarters/' END || f.period || '.html' AS page,
    CASE WHEN f.layout = 'week' THEN s.first END AS first, s.last, s.till < s.last AS running,
    c.first AS covers_from, c.last AS covers_to, c.till < c.last AS covers_running,
    EXISTS (SELECT 1 FROM policy_check AS k WHERE k.policy = f.policy) AS checks, EXISTS (SELECT 1 FROM policy_sample AS k WHERE k.policy = f.policy) AS samples,
    EXISTS (SELECT 1 FROM policy_answer AS k WHERE k.policy = f.policy) AS answers,
    EXISTS (SELECT 1 FROM policy_count AS k WHERE k.policy = f.policy) AS counts, EXISTS (SELECT 1 FROM policy_count AS k WHERE k.policy = f.policy AND k.customers = 1) AS customers,
    EXISTS (SELECT 1 FROM target_state AS t WHERE t.policy = f.policy AND t.period = f.period AND (t.den > 0 OR t.endless)) AS targets,
    EXISTS (SELECT 1 FROM metric AS k WHERE k.period = f.period AND k.scope_kind = 'all' AND k.metric = 'score_rate_band' AND k.policy = f.policy)
        OR EXISTS (SELECT 1 FROM metric AS k WHERE k.period = f.period AND k.scope_kind = 'surveyor' AND k.policy = f.policy AND k.numerator > 0) AS scores,
    EXISTS (SELECT 1 FROM metric AS k WHERE k.period = f.period AND k.scope_kind = 'all' AND k.metric IN ('complaints', 'events') AND k.policy = f.policy AND instr(k.stage, ':')) AS kinds,
    EXISTS (SELECT 1 FROM policy_rule AS r WHERE r.policy = f.policy AND r.rule IN ('contact', 'unresolved', 'resolution', 'escalation', 'repeat') AND r.clause IS NOT NULL) AS limits,
    instr(';' || coalesce(x.logs, '') || ';', ';actions;') OR EXISTS (SELECT 1 FROM rectified AS r WHERE r.policy = f.policy) AS actions
FROM form_period AS f JOIN statistics AS s ON s.policy = f.policy AND s.period = f.period JOIN policy_form AS x ON x.policy = f.policy AND x.form = f.form
LEFT JOIN covered AS c ON c.policy = f.policy AND c.form = f.form AND c.period = f.period
WHERE f.layout IN ('month', 'quarter', 'half', 'year', 'week') ORDER BY f.policy, f.position, f.period;
