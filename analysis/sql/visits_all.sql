-- One row: a visit in force and the story of one event that it names, as they lie; story is NULL for a visit that
-- names one event which is unknown, or none. A visit comes once for each of its known events.
-- :marks 1 = with the texts of phone visits, which a policy looks into; other opinions are left out, other notes read '+';
-- 2 = with all texts
-- :after, :upto  the rows of visit from one place of the table to another; visits that name several events: only where
-- :after is 0
-- coalesce keeps away from an index that would visit the rows one by one.
WITH RECURSIVE named(visit_id, event_id, rest) AS (
    SELECT m.visit_id, '', m.event_ids || ';' FROM visit m
    WHERE m.run_out IS NULL AND m.withdrawn = 0 AND m.n_events <> 1 AND m.n_events > 1 AND :after = 0
    UNION
    SELECT visit_id, substr(rest, 1, instr(rest, ';') - 1), substr(rest, instr(rest, ';') + 1)
    FROM named WHERE rest <> '')
SELECT e.story, v.visit_id, v.event_ids, v.n_events, v.site, v.department, v.category, v.stage, v.method, v.visitor,
       v.visitor_role, v.outcome, v.raised_event_id, CASE WHEN :marks = 2 OR v.method = 'phone' AND :marks = 1 THEN v.review_note
            WHEN v.review_note <> '' THEN '+' END,
       v.reviewed_by, CASE WHEN :marks = 2 OR v.method = 'phone' AND :marks = 1 THEN v.opinion END, v.phase, v.signed,
       v.satisfaction, v.issue_raised, v.visited_at, v.promised_at, v.replied_at, v.reported_at, v.reviewed_at,
       v.filed_at, CASE WHEN r.finished_at < r.accepted_at THEN r.accepted_at ELSE r.finished_at END, v.own
FROM visit v
LEFT JOIN event e ON e.event_id = v.event_ids AND e.run_out IS NULL AND e.withdrawn = 0
LEFT JOIN event r ON r.event_id = v.raised_event_id AND r.run_out IS NULL AND r.withdrawn = 0
WHERE v.rowid > :after AND v.rowid <= :upto AND coalesce(v.run_out, 0) = 0 AND v.withdrawn = 0 AND v.n_events <= 1
UNION ALL
SELECT e.story, v.visit_id, v.event_ids, v.n_events, v.site, v.department, v.category, v.stage, v.method, v.visitor,
       v.visitor_role, v.outcome, v.raised_event_id, CASE WHEN :marks = 2 OR v.method = 'phone' AND :marks = 1 THEN v.review_note
            WHEN v.review_note <> '' THEN '+' END,
       v.reviewed_by, CASE WHEN :marks = 2 OR v.method = 'phone' AND :marks = 1 THEN v.opinion END, v.phase, v.signed,
       v.satisfaction, v.issue_raised, v.visited_at, v.promised_at, v.replied_at, v.reported_at, v.reviewed_at,
       v.filed_at, CASE WHEN r.finished_at < r.accepted_at THEN r.accepted_at ELSE r.finished_at END, v.own
FROM named n
JOIN event e ON e.event_id = n.event_id AND e.run_out IS NULL AND e.withdrawn = 0
JOIN visit v ON v.visit_id = n.visit_id AND v.run_out IS NULL
LEFT JOIN event r ON r.event_id = v.raised_event_id AND r.run_out IS NULL AND r.withdrawn = 0;
