-- One row: one step of a report on a period, in the columns of `huifang export reports`.
SELECT policy, report, period, step, covers_from, covers_to, due_on, due_time, state, at, by_whom AS "by"
FROM report_due;
