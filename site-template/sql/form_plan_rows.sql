-- One row: one visit planned for the month, and what became of it. Parameters :each_month, :as_of.
SELECT at1 AS planned_on, no, what AS event_id, state AS stage, who AS visitor, whom AS made_by,
    CASE WHEN at3 IS NOT NULL THEN 'calm:cancelled' WHEN flag = 1 THEN 'good:done' WHEN at1 <= :as_of THEN 'bad:undone' ELSE 'calm:pending' END AS mark
FROM register_row WHERE log = 'plans' AND month = :each_month ORDER BY at1, no;
