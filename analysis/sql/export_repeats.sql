-- One row: one flagged event of a repeated problem, in the columns of `huifang export repeats`.
SELECT policy, category, customer_id, issue, by_text, event_id AS flagged_event, accepted_at, count, events, escalated
FROM repeat_case;
