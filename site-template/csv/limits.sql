-- One row: one event over one of its time limits, or that cannot be judged, of the months named. Parameters :policy, :months, and :from, :to, the
-- stories between which to look.
SELECT l.month, l.policy, l.event_id, l.rule, l.state, l.category, l.accepted_at, l.limit_at, l.done_at, l.site, l.department
FROM limit_case AS l
WHERE l.story BETWEEN :from AND :to AND +l.policy = :policy AND l.state <> 'running' AND instr(:months, l.month) > 0;
