-- One row: one case of a ledger and what became of each stage: ✓ made in time, early, late, × missed since, □ waits until or since, from when on.
-- Parameters :each_policy, :each_form, :language.
WITH said AS (
    SELECT place, column_no, CASE
        WHEN later THEN CASE WHEN :language = 'en' THEN 'from ' || opens ELSE opens || ' 起' END
        WHEN state = 'exempt' THEN CASE WHEN :language = 'en' THEN 'exempt' ELSE '免访' END
        WHEN state = 'met' OR state = 'late' AND deadline IS NULL THEN '✓ ' || visited
        WHEN state = 'early' THEN CASE WHEN :language = 'en' THEN 'early ' ELSE '早 ' END || visited
        WHEN state = 'late' THEN CASE WHEN :language = 'en' THEN 'late ' ELSE '迟 ' END || visited
        WHEN state = 'missed' THEN '× ' || deadline
        ELSE '□ ' || coalesce(deadline, opens || CASE WHEN :language = 'en' THEN ' on' ELSE ' 起' END) END AS text
    FROM ledger_duty WHERE policy = :each_policy AND form = :each_form)
SELECT coalesce(h.customer, h.customer_id, '—') || CASE WHEN h.amount >= f.important THEN ' ★' ELSE '' END AS customer, h.customer_id, c.event_id, CASE WHEN :language = 'en' THEN k.en ELSE k.zh END AS category, h.site, CAST(round(h.amount) AS INTEGER) AS amount,
    max(CASE WHEN d.column_no = 1 THEN d.text END) AS s1, max(CASE WHEN d.column_no = 2 THEN d.text END) AS s2, max(CASE WHEN d.column_no = 3 THEN d.text END) AS s3, max(CASE WHEN d.column_no = 4 THEN d.text END) AS s4,
    max(CASE WHEN d.column_no = 5 THEN d.text END) AS s5, max(CASE WHEN d.column_no = 6 THEN d.text END) AS s6, max(CASE WHEN d.column_no = 7 THEN d.text END) AS s7, max(CASE WHEN d.column_no = 8 THEN d.text END) AS s8
FROM policy_form AS f CROSS JOIN ledger_case AS c ON c.policy = f.policy AND c.form = f.form JOIN ledger_head AS h ON h.policy = c.policy AND h.form = c.form AND h.place = c.place
LEFT JOIN policy_category AS k ON k.policy = c.policy AND k.category = c.category LEFT JOIN said AS d ON d.place = c.place
WHERE f.policy = :each_policy AND f.form = :each_form GROUP BY c.place ORDER BY c.place;
