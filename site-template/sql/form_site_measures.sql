-- One row: one measure of a comparison of sites, and which way its rank goes. Parameters :each_policy, :each_form, :language.
SELECT CASE WHEN :language = 'en' THEN m.en ELSE m.zh END AS title, CASE WHEN m.clause IS NOT NULL THEN CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || m.clause END AS clause,
    CASE m.better WHEN 1 THEN CASE WHEN :language = 'en' THEN 'the highest is first' ELSE '高的在前' END WHEN -1 THEN CASE WHEN :language = 'en' THEN 'the lowest is first' ELSE '低的在前' END
        ELSE CASE WHEN :language = 'en' THEN 'the largest is first; neither good nor bad' ELSE '多的在前，不分好坏' END END AS way
FROM policy_measure AS m WHERE m.policy = :each_policy AND m.form = :each_form ORDER BY m.position;
