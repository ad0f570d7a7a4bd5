-- One row: one rate of one month as it is, and between what it would lie if all rows that wait were valid.
-- Parameter :language.
SELECT w.period, w.n_rows,
    CASE w.metric WHEN 'visit_rate' THEN CASE WHEN :language = 'en' THEN 'Visit rate' ELSE '回访率' END WHEN 'timely_rate' THEN CASE WHEN :language = 'en' THEN 'Timely rate' ELSE '及时率' END
        WHEN 'pass_rate' THEN CASE WHEN :language = 'en' THEN 'Visits passed' ELSE '回访合格率' END WHEN 'satisfaction_rate' THEN CASE WHEN :language = 'en' THEN 'Satisfied' ELSE '满意率' END
        ELSE CASE WHEN :language = 'en' THEN 'First contact in time' ELSE '首次联系及时率' END END AS rate,
    CASE WHEN (SELECT count(*) FROM policy) > 1 THEN w.policy END AS policy,
    w.n * 1000000 / w.d AS now, w.n || '/' || w.d AS now_fraction,
    w.low_n * 1000000 / w.wide_d AS low, w.high_n * 1000000 / w.wide_d AS high
FROM what_if AS w ORDER BY w.period DESC, w.metric DESC, w.policy;
