-- One row: when the visits of one stage are to be made, how, and which rate is to be reached: the policy's, or those that the
-- manager set for the month, or a longer period that holds it. Parameters :each_policy, :each_month, :language.
SELECT s.title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, s.window, s.methods,
    CASE WHEN s.by_manager = 1 THEN (SELECT group_concat(said, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (
            SELECT coalesce(CASE WHEN :language = 'en' THEN c.en ELSE c.zh END, t.category) || ' ' || t.said AS said FROM policy_stage AS g CROSS JOIN target_set AS t
            LEFT JOIN policy_category AS c ON c.policy = g.policy AND c.category = t.category
            WHERE g.policy = s.policy AND g.stage = s.stage AND t.month = :each_month AND instr(';' || g.categories || ';', ';' || t.category || ';') ORDER BY c.position, length(t.period) DESC))
        WHEN s.target_micro IS NOT NULL THEN printf('%g %%', s.target_micro / 10000.0) END AS target,
    CASE WHEN s.by_manager = 1 THEN CASE WHEN :language = 'en' THEN 'set by the manager' ELSE '由主管定' END ELSE '' END
        || CASE WHEN s.target_clause IS NULL THEN '' ELSE CASE WHEN s.by_manager = 0 THEN '' WHEN :language = 'en' THEN ', ' ELSE '，' END
            || CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.target_clause END AS by_whom
FROM stage_said AS s WHERE s.policy = :each_policy ORDER BY s.position;
