-- Keeps what this analysis knows of many stories at once.
-- feed: story, part, facts
INSERT INTO told (story, part, facts) SELECT c0, c1, c2 FROM feed;
