-- One row: one obligation that belongs to one of the months named. Parameters :policy, :months, and :from, :to, the
-- stories between which to look. Names no customer: event_id
-- leads there.
SELECT o.month, o.policy, o.event_id, o.category, o.stage, o.state, o.anchor, o.opens, o.deadline, o.visit_id, o.visited_at,
    o.exempt_reason, o.site, o.department
FROM obligation AS o
WHERE o.story BETWEEN :from AND :to AND +o.policy = :policy AND instr(:months, o.month) > 0;
