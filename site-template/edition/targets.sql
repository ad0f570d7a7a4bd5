-- How the targets stand that the policies set beside those of their stages (`targets`): in every period that has a page. Runs behind forms.sql.

-- One row: one target in one period: of the period itself (to_date 0), or where the target is about a longer one of that one's months up to
-- the last of this (to_date 1; over: nothing of it is to come). A target about a shorter period than the page's has no row. num, den: NULL
-- where there was nothing; room: how many more may come until the limit of an at_most share is passed, all of them counting; gap: how many
-- lack to the target as things stand, or are too many.
CREATE TABLE target_state AS
WITH kind(kind, n) AS (VALUES ('week', 1), ('month', 2), ('quarter', 3), ('half', 4), ('year', 5)),
here(policy, period, kind, last) AS (
    SELECT p.policy, m.period, 'month', m.period FROM policy AS p CROSS JOIN month AS m
    UNION SELECT p.policy, substr(m.period, 1, 4) || '-Q' || ((substr(m.period, 6, 2) + 2) / 3), 'quarter', substr(m.period, 1, 4) || printf('-%02d', (substr(m.period, 6, 2) + 2) / 3 * 3) FROM policy AS p CROSS JOIN month AS m
    UNION SELECT policy, period, 'half', substr(period, 1, 4) || printf('-%02d', 6 * substr(period, 7)) FROM form_period WHERE layout = 'half'
    UNION SELECT policy, period, 'year', period || '-12' FROM form_period WHERE layout = 'year'
    UNION SELECT policy, period, 'week', substr(last, 1, 7) FROM week),
asked AS (
    SELECT t.rowid AS place, h.policy, h.period, h.kind, h.last, t.span, t.metric, t.category, t.stage, t.target_micro AS target, t.at_most, t.clause, t.text, t.categories, t.excluded,
        t.span IS NOT NULL AND t.span <> h.kind AS to_date,
        substr(h.last, 1, 4) || printf('-%02d', CASE t.span WHEN 'year' THEN 1 WHEN 'half' THEN (substr(h.last, 6) + 5) / 6 * 6 - 5 ELSE (substr(h.last, 6) + 2) / 3 * 3 - 2 END) AS first,
        substr(h.last, 1, 4) || printf('-%02d', CASE t.span WHEN 'year' THEN 12 WHEN 'half' THEN (substr(h.last, 6) + 5) / 6 * 6 ELSE (substr(h.last, 6) + 2) / 3 * 3 END) = h.last
            AND date(h.last || '-01', '+1 month', '-1 day') <= (SELECT value FROM param WHERE name = 'as_of') AS over
    FROM here AS h JOIN policy_target AS t ON t.policy = h.policy JOIN kind AS page ON page.kind = h.kind LEFT JOIN kind AS own ON own.kind = t.span
    WHERE coalesce(own.n, page.n) >= page.n),
part AS (
    SELECT t.rowid AS place, t.metric IN ('satisfaction_mean', 'satisfaction_score') AS points,
        coalesce(s.zh, CASE WHEN t.excluded IS NULL THEN '' ELSE '不含' END || (SELECT group_concat(c.zh, '、') FROM policy_category AS c
            WHERE c.policy = t.policy AND instr(';' || coalesce(t.excluded, t.categories, t.category) || ';', ';' || c.category || ';'))) AS who_zh,
        coalesce(s.en, CASE WHEN t.excluded IS NULL THEN '' ELSE 'without ' END || (SELECT group_concat(c.en, ', ') FROM policy_category AS c
            WHERE c.policy = t.policy AND instr(';' || coalesce(t.excluded, t.categories, t.category) || ';', ';' || c.category || ';'))) AS who_en
    FROM policy_target AS t LEFT JOIN policy_stage AS s ON s.policy = t.policy AND s.stage = t.stage),
found AS (
    SELECT a.*, k.numerator AS num, k.denominator AS den, k.value_micro AS v, k.compliant
    FROM asked AS a LEFT JOIN metric AS k ON k.period = a.period AND k.scope_kind = 'all' AND k.scope = '' AND k.metric = a.metric AND k.policy = a.policy AND k.category = a.category AND k.stage = a.stage
    WHERE NOT a.to_date
    UNION ALL
    SELECT a.*, sum(k.numerator), sum(k.denominator), CASE WHEN sum(k.denominator) > 0 THEN CAST(round(1000000.0 * sum(k.numerator) / sum(k.denominator)) AS INTEGER) END,
        CASE WHEN sum(k.denominator) > 0 THEN CASE a.at_most WHEN 1 THEN 1000000 * sum(k.numerator) <= a.target * sum(k.denominator) ELSE 1000000 * sum(k.numerator) >= a.target * sum(k.denominator) END END
    FROM asked AS a LEFT JOIN month AS m ON m.period BETWEEN a.first AND a.last
    LEFT JOIN metric AS k ON k.period = m.period AND k.scope_kind = 'all' AND k.scope = '' AND k.metric = a.metric AND k.policy = a.policy AND k.category = a.category AND k.stage = a.stage
    WHERE a.to_date GROUP BY a.place, a.policy, a.period)
SELECT f.place, f.policy, f.period, f.metric, f.category, f.first, f.last, f.num, f.den, f.compliant, f.to_date, f.over, f.text, f.clause, p.points, f.target, f.at_most,
    coalesce((SELECT w.zh FROM word AS w WHERE w.key = 'metric.' || f.metric), f.metric) || coalesce('：' || p.who_zh, '')
        || CASE WHEN NOT f.to_date THEN '' ELSE CASE f.span WHEN 'year' THEN '（今年累计）' WHEN 'half' THEN '（本半年累计）' ELSE '（本季度累计）' END END AS title_zh,
    coalesce((SELECT w.en FROM word AS w WHERE w.key = 'metric.' || f.metric), f.metric) || coalesce(': ' || p.who_en, '') || CASE WHEN f.to_date THEN ' (' || f.span || ' to date)' ELSE '' END AS title_en,
    CASE WHEN coalesce(f.den, 0) = 0 THEN NULL WHEN p.points THEN printf('%.2f', f.v / 1000000.0) WHEN f.den < 30 THEN f.num || ' / ' || f.den WHEN f.den > 0 THEN printf('%d.%d %%', (f.v + 500) / 10000, (f.v + 500) / 1000 % 10) END AS value_text,
    CASE WHEN p.points THEN CAST(f.den AS TEXT) WHEN f.den >= 30 THEN f.num || ' / ' || f.den WHEN f.den >= 5 THEN printf('%d.%d %%', (f.v + 500) / 10000, (f.v + 500) / 1000 % 10) END AS fraction_text,
    CASE f.at_most WHEN 1 THEN '≤ ' ELSE '≥ ' END || CASE WHEN p.points THEN printf('%g', f.target / 1000000.0) ELSE printf('%g', round(f.target / 10000.0, 2)) || ' %' END AS target_text,
    CASE WHEN NOT p.points AND f.at_most = 1 AND f.compliant = 1 AND f.target < 1000000 THEN (f.target * f.den - 1000000 * f.num) / (1000000 - f.target) END AS room,
    CASE WHEN p.points OR f.compliant <> 0 THEN NULL WHEN f.at_most = 1 THEN f.num - f.target * f.den / 1000000 ELSE (f.target * f.den + 999999) / 1000000 - f.num END AS gap,
    f.metric = 'timely_rate' AND NOT EXISTS (SELECT 1 FROM policy_stage AS s WHERE s.policy = f.policy AND s.latest IS NOT NULL AND (f.category = '' OR instr(';' || s.categories || ';', ';' || f.category || ';'))) AS endless,
    CASE WHEN f.compliant IS NULL THEN NULL WHEN f.to_date AND NOT f.over THEN CASE f.compliant WHEN 1 THEN 'calm:so_far' ELSE 'warn:not_so_far' END
        WHEN f.compliant = 1 THEN CASE WHEN f.den >= 10 THEN 'good:reached' ELSE 'calm:reached' END WHEN f.den >= 10 THEN 'bad:short' ELSE 'calm:short' END AS mark
FROM found AS f JOIN part AS p ON p.place = f.place;
-- A cap on visits by telephone and letter is shown without the visits of the categories too of which the policy itself wants a sample called: no verdict.
INSERT INTO target_state (place, policy, period, metric, category, num, den, to_date, over, text, clause, points, target, at_most, title_zh, title_en, value_text, fraction_text, target_text)
SELECT place + 0.5, policy, period, metric, category, num, den, to_date, over, NULL, clause, points, target, at_most, title_zh || '，不含' || zh || '的回访', title_en || ', without visits to ' || en,
    CASE WHEN den < 30 THEN num || ' / ' || den ELSE printf('%d.%d %%', (1000 * num + den / 2) / den / 10, (1000 * num + den / 2) / den % 10) END,
    CASE WHEN den >= 30 THEN num || ' / ' || den WHEN den >= 5 THEN printf('%d.%d %%', (1000 * num + den / 2) / den / 10, (1000 * num + den / 2) / den % 10) END, target_text
FROM (SELECT t.place, t.policy, t.period, t.metric, t.category, t.num - sum(k.numerator) AS num, t.den - sum(k.denominator) AS den, t.to_date, t.over, t.clause, t.points, t.target, t.at_most,
        t.title_zh, t.title_en, t.target_text, (SELECT group_concat(zh, '、') FROM policy_category AS n WHERE n.policy = s.policy AND instr(';' || s.categories || ';', ';' || n.category || ';')) AS zh,
        (SELECT group_concat(en, ', ') FROM policy_category AS n WHERE n.policy = s.policy AND instr(';' || s.categories || ';', ';' || n.category || ';')) AS en
    FROM target_state AS t JOIN policy_sample AS s ON s.policy = t.policy AND s.stage IS NOT NULL AND s.categories IS NOT NULL
    JOIN policy_category AS c ON c.policy = s.policy AND instr(';' || s.categories || ';', ';' || c.category || ';')
    JOIN (SELECT t.place, t.policy, t.period, m.period AS part FROM target_state AS t JOIN month AS m ON m.period BETWEEN t.first AND t.last WHERE t.to_date
        UNION ALL SELECT place, policy, period, period FROM target_state WHERE NOT to_date) AS d ON d.place = t.place AND d.policy = t.policy AND d.period = t.period
    CROSS JOIN metric AS k ON k.period = d.part AND k.scope_kind = 'all' AND k.scope = '' AND k.metric = t.metric AND k.policy = t.policy AND k.category = c.category AND k.stage = ''
    WHERE t.metric = 'remote_share' AND t.at_most = 1 AND t.category = '' AND t.den > 0 GROUP BY t.place, t.policy, t.period, s.name) AS w WHERE den > 0;
CREATE INDEX target_state_place ON target_state(period, policy, place);
