-- Says of many stories at once when they have to be told again.
-- feed: story, the first of its strands' days, the days of them
INSERT INTO story_due (story, day, strands) SELECT c0, c1, c2 FROM feed;
