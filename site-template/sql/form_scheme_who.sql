-- One row: one rule on who visits and how it is done. Parameters :each_policy, :language.
SELECT 'csv.rule.' || rule AS rule, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || clause AS clause, subject, condition, value, text FROM rule_said
WHERE policy = :each_policy AND rule IN ('visitor_role', 'joint', 'method', 'hours', 'holiday', 'signature', 'phone_mark', 'class3_phone', 'review', 'filed', 'reported')
ORDER BY CASE rule WHEN 'visitor_role' THEN 0 WHEN 'joint' THEN 0 ELSE 1 END, position;
