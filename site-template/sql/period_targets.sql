-- One row: one target of a policy beside those of its stages, in the period, or up to its end where the target is about a longer one.
-- Parameters :each_policy (NULL: all), :each_period, :language.
WITH l(en) AS (SELECT :language = 'en')
SELECT CASE WHEN l.en THEN title_en ELSE title_zh END AS title,
    CASE WHEN (SELECT count(*) FROM policy) > 1 AND :each_policy IS NULL THEN policy || ' ' ELSE '' END || CASE WHEN l.en THEN 'clause ' ELSE '条款 ' END || clause AS clause,
    value_text, fraction_text, target_text,
    CASE WHEN den IS NULL AND endless THEN CASE WHEN l.en THEN 'the text gives no last day' ELSE '原文没有给期限，无法判断' END
        WHEN coalesce(den, 0) = 0 THEN CASE WHEN l.en THEN 'nothing to count' ELSE '没有可计的' END
        WHEN room IS NOT NULL THEN CASE WHEN l.en THEN 'room for ' || room || ' more' ELSE '还可再有 ' || room || ' 次' END
        WHEN at_most = 1 AND gap > 0 THEN CASE WHEN l.en THEN gap || ' too many' ELSE '多了 ' || gap || ' 次' END
        WHEN gap > 0 THEN CASE WHEN l.en THEN gap || ' short' ELSE '还差 ' || gap || ' 次' END END AS room_text,
    mark, text
FROM target_state CROSS JOIN l WHERE period = :each_period AND (:each_policy IS NULL OR policy = :each_policy) ORDER BY policy, place;
