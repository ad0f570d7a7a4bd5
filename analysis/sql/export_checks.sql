-- One row: a row of a log that did not meet a check, in the columns of `huifang export checks`.
SELECT policy, check_name AS "check", row_kind AS "row", row_id AS id, event_id, state, from_at AS "from",
       limit_at AS "limit", done_at AS done, lacking, site, department
FROM check_case;
