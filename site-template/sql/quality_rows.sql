-- One row: one row that could not be read, the sixty first (total: how many there are). What was expected instead is noted
-- in English when the log is read; texts that are not known here stand as they are. Parameter :language.
WITH said(en, zh) AS (VALUES
    ('a time such as 2026-10-03 14:05 or a day such as 2026-10-03', '时间，如 2026-10-03 14:05；或日期，如 2026-10-03'),
    ('a day such as 2026-10-03', '日期，如 2026-10-03'), ('1 or 0, 是 or 否, Y or N', '1 或 0，是或否，Y 或 N'),
    ('5 to 1 or 非常满意, 满意, 一般, 不满意, 很不满意', '5 至 1，或非常满意、满意、一般、不满意、很不满意'), ('a whole number', '整数'),
    ('a number such as 12500.50', '数，如 12500.50'), ('a share such as 90% or 0.9', '占比，如 90% 或 0.9'),
    ('a period such as 2026-10, 2026-Q4, 2026-H2, 2026 or 2026-W47', '期间，如 2026-10、2026-Q4、2026-H2、2026 或 2026-W47'),
    ('all digits (format the column as text and export again)', '全部数字（请把该列设为文本再导出）'),
    ('a category of docs/logs.md or of the policy, or a word under `values:`', 'docs/logs.md 或规程里的类别，或写在 `values:` 下的词'),
    ('a known word, or a word under `values:`', '已知的词，或写在 `values:` 下的词'), ('a value, the field is required', '有值：这一列必填'),
    ('quotes around whole fields only, doubled within them', '引号只包住整个字段，字段里的引号写两个'),
    ('at most 1 MiB in a field, 4 MiB in a row, 512 fields', '一格不超过 1 MiB，一行不超过 4 MiB、512 列'),
    ('bytes that are right in the file''s encoding', '符合文件编码的字节'), ('text without NUL characters', '不含 NUL 字符的文本'),
    ('a value (no error such as #N/A, no formula that was never computed)', '有值（不是 #N/A 之类的错误，也不是没有算过的公式）'),
    ('a cell of its own (split the merged cells and fill each of them)', '单独的单元格（请拆分合并的单元格并逐格填写）'),
    ('a day that exists (day 60 of a workbook that counts from 1900 does not)', '存在的日期（自 1900 年起算的工作簿的第 60 天不存在）')),
q AS (
    SELECT path, line, field, reason, expected, instr(expected, '; nearest: ') AS at,
        CASE WHEN instr(expected, '; nearest: ') THEN substr(expected, 1, instr(expected, '; nearest: ') - 1) ELSE expected END AS what
    FROM quarantine ORDER BY path, line LIMIT 60)
SELECT q.path, q.line, q.field, q.reason,
    CASE WHEN :language = 'en' THEN q.expected ELSE
        CASE WHEN s.zh IS NOT NULL THEN s.zh WHEN q.what LIKE '% fields as in the header' THEN substr(q.what, 1, instr(q.what, ' ') - 1) || ' 列，与表头一样'
            WHEN q.what LIKE 'one of %' THEN '其中之一：' || replace(substr(q.what, 8), ', ', '、') ELSE q.what END
        || CASE WHEN q.at THEN '；最接近的是 ' || replace(replace(substr(q.expected, q.at + 11), '; if it means that, say in source ', '；若是这个意思，请在来源 '), ': `values:', ' 下写 `values:') ELSE '' END END AS expected,
    (SELECT count(*) FROM quarantine) AS total
FROM q LEFT JOIN said AS s ON s.en = q.what ORDER BY q.path, q.line;
