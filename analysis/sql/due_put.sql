-- Says when a story has to be told again although nothing new came in.
-- :story, :day
INSERT INTO story_due (story, day) VALUES (:story, :day)
ON CONFLICT (story) DO UPDATE SET day = excluded.day;
