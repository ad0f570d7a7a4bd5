-- Says when a story has to be told again although nothing new came in.
-- :story, :day the first of its strands' days, :strands the days of them
INSERT INTO story_due (story, day, strands) VALUES (:story, :day, :strands)
ON CONFLICT (story) DO UPDATE SET day = excluded.day, strands = excluded.strands;
