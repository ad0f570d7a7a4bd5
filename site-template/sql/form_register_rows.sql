-- One row: one line of the register. Parameters :each_policy, :each_form, :each_log, :each_month, :language.
SELECT r.no, CASE WHEN r.log = 'events' THEN coalesce(CASE WHEN :language = 'en' THEN c.en ELSE c.zh END, r.what) ELSE r.what END AS what, r.state, r.who, CASE WHEN r.log <> 'findings' THEN r.whom END AS whom, r.at1, r.at2, r.at3,
    CASE r.flag WHEN 1 THEN '√' WHEN 0 THEN '×' END AS flag, r.customer, r.words, m.class, m.result, m.follow, x.text AS own
FROM policy_form AS f CROSS JOIN register_row AS r ON r.log = :each_log AND r.month = :each_month LEFT JOIN policy_category AS c ON c.policy = f.policy AND c.category = r.what
LEFT JOIN register_more AS m ON m.line = r.rowid LEFT JOIN register_own AS x ON x.policy = f.policy AND x.line = r.rowid
WHERE f.policy = :each_policy AND f.form = :each_form AND EXISTS (SELECT 1 FROM register_of AS o WHERE o.policy = :each_policy AND o.line = r.rowid)
  AND (f.categories IS NULL OR r.of_category IS NULL OR instr(';' || f.categories || ';', ';' || r.of_category || ';'))
ORDER BY r.at1, r.no, r.state;
