-- One row: one item of the visits' answers in the period, how often each value was given, and how many were satisfied where the
-- values are levels. Parameters :each_policy (NULL: all), :each_period, :language.
WITH k AS (
    SELECT policy, substr(stage, 1, instr(stage, ':') - 1) AS item, substr(stage, instr(stage, ':') + 1) AS value, numerator, denominator
    FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND metric = 'answer_share' AND category = ''
        AND (:each_policy IS NULL OR policy = :each_policy)),
named AS (
    SELECT k.*, a.position, a.zh, a.en, a.clause, a.item AS rule, substr(k.item, length(a.item) + 1) AS part
    FROM k JOIN policy_answer AS a ON a.policy = k.policy AND (a.item = k.item OR (a.parts = 1 AND substr(k.item, 1, length(a.item) + 1) = a.item || '_'))),
said AS (
    SELECT n.*, coalesce(v.position, CASE n.value WHEN 'other' THEN 1000 ELSE 10 - n.value END) AS place,
        coalesce(CASE WHEN :language = 'en' THEN v.en ELSE v.zh END, CASE WHEN :language = 'en' THEN w.en ELSE w.zh END,
            CASE WHEN :language = 'en' THEN 'Other' ELSE '其他' END) AS title
    FROM named AS n LEFT JOIN policy_answer_value AS v ON v.policy = n.policy AND v.item = n.rule AND v.value = n.value
    LEFT JOIN word AS w ON w.key = 'level.' || n.value
    WHERE n.numerator > 0 ORDER BY n.policy, n.position, n.item, place)
SELECT CASE WHEN :language = 'en' THEN s.en ELSE s.zh END || CASE WHEN s.part <> '' THEN CASE WHEN :language = 'en' THEN ': ' ELSE '：' END || substr(s.part, 2) ELSE '' END AS item,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, max(s.denominator) AS n,
    group_concat(s.title || ' ' || s.numerator, CASE WHEN :language = 'en' THEN ', ' ELSE '、' END) AS spread, r.value_micro AS rate, r.numerator || '/' || r.denominator AS fraction
FROM said AS s LEFT JOIN metric AS r ON r.period = :each_period AND r.scope_kind = 'all' AND r.scope = '' AND r.metric = 'satisfaction_rate' AND r.policy = s.policy
    AND r.category = '' AND r.stage = s.item
GROUP BY s.policy, s.position, s.item ORDER BY s.policy, s.position, s.item;
