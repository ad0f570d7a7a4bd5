-- Says what changed of a list with a run (row_change); list '': since which run everything stands there.
-- :list, :month, :id, :story, :run
INSERT INTO row_change (list, month, id, story, run) VALUES (:list, :month, :id, :story, :run)
ON CONFLICT (list, month, id, story) DO UPDATE SET run = excluded.run;
