-- One row: the first acceptance among the touched stories, in any version, and among the events in force.
SELECT min(e.accepted_at), min(CASE WHEN e.run_out IS NULL AND e.withdrawn = 0 THEN e.accepted_at END)
FROM touched t JOIN event e ON e.story = t.story;
