-- One row: what a policy counts in the period, and how often each value stands there; a value may have a sum without a
-- row of the period, from those who were counted before. Parameters :each_policy (NULL: all), :each_period, :language.
WITH k AS (
    SELECT policy, CASE instr(stage, ':') WHEN 0 THEN stage ELSE substr(stage, 1, instr(stage, ':') - 1) END AS name,
        CASE WHEN instr(stage, ':') THEN substr(stage, instr(stage, ':') + 1) END AS value, sum(CASE WHEN metric = 'counted' THEN numerator ELSE 0 END) AS n
    FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND metric IN ('counted', 'summed') AND category = ''
        AND (:each_policy IS NULL OR policy = :each_policy)
    GROUP BY policy, stage),
sum AS (
    SELECT policy, stage, rtrim(rtrim(printf('%.6f', value_micro / 1e6), '0'), '.') AS amount
    FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND metric = 'summed' AND category = ''),
part AS (
    SELECT policy, name, n, value, coalesce((SELECT '（' || s.amount || '）' FROM sum AS s WHERE s.policy = k.policy AND s.stage = k.name || ':' || k.value), '') AS amount,
        CASE instr(value, '/') WHEN 0 THEN value ELSE substr(value, 1, instr(value, '/') - 1) END AS one,
        CASE WHEN instr(value, '/') THEN substr(value, instr(value, '/') + 1) END AS two
    FROM k WHERE value IS NOT NULL),
-- what a code is called: in the policy, else among the words
called AS (
    SELECT c.policy, c.code, coalesce((SELECT min(CASE WHEN :language = 'en' THEN v.en ELSE v.zh END) FROM policy_column_value AS v WHERE v.policy = c.policy AND v.value = c.code),
        (SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = c.code),
        (SELECT CASE WHEN :language = 'en' THEN s.en ELSE s.zh END FROM policy_stage AS s WHERE s.policy = c.policy AND s.stage = c.code),
        (SELECT CASE WHEN :language = 'en' THEN g.en ELSE g.zh END FROM policy_category AS g WHERE g.policy = c.policy AND g.category = c.code),
        (SELECT CASE WHEN :language = 'en' THEN r.en ELSE r.zh END FROM policy_role AS r WHERE r.policy = c.policy AND r.role = c.code),
        (SELECT min(CASE WHEN :language = 'en' THEN w.en ELSE w.zh END) FROM word AS w WHERE w.key IN ('channel.' || c.code, 'severity.' || c.code, 'validity.' || c.code, 'validity_kind.' || c.code,
            'content_class.' || c.code, 'class.' || c.code, 'step.' || c.code, 'customer_type.' || c.code)), c.code) AS title
    FROM (SELECT policy, one AS code FROM part UNION SELECT policy, two FROM part WHERE two IS NOT NULL) AS c),
said AS (
    SELECT p.policy, p.name, p.n, p.amount, a.title || coalesce(' ' || b.title, '') AS title
    FROM part AS p JOIN called AS a ON a.policy = p.policy AND a.code = p.one LEFT JOIN called AS b ON b.policy = p.policy AND b.code = p.two)
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS item, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, k.n,
    CASE WHEN p.customers = 1 THEN CASE WHEN :language = 'en' THEN 'by customer: in the export and the forms' ELSE '每户多少见导出和表单' END ELSE
    nullif(coalesce((SELECT CASE WHEN :language = 'en' THEN p.sum_en || ': ' || s.amount || '; ' ELSE p.sum_zh || '：' || s.amount || '；' END FROM sum AS s WHERE s.policy = k.policy AND s.stage = k.name), '')
    || coalesce((SELECT group_concat(x, CASE WHEN :language = 'en' THEN ', ' ELSE '、' END) FROM (SELECT s.title || '：' || s.n || s.amount AS x FROM said AS s WHERE s.policy = k.policy AND s.name = k.name ORDER BY s.n DESC, s.title)), ''), '') END AS spread
FROM k JOIN policy_count AS p ON p.policy = k.policy AND p.name = k.name WHERE k.value IS NULL ORDER BY p.policy, p.position;
