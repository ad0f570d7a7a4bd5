-- One row: how many complaints of the report's own days are alike in grade, nature, content, channel or department.
-- Parameters :each_policy, :each_form, :each_period, :language.
SELECT 'covered.' || c.part AS part,
    coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = CASE WHEN c.part = 'severity' AND c.item = '' THEN 'severity.none' ELSE c.part || '.' || c.item END),
        CASE WHEN c.item <> '' THEN c.item WHEN c.part = 'department' THEN CASE WHEN :language = 'en' THEN 'none named' ELSE '未归属' END END) AS item,
    c.n, c.open, c.escalated, c.repeated
FROM covered_part AS c WHERE c.policy = :each_policy AND c.form = :each_form AND c.period = :each_period ORDER BY c.rowid;
