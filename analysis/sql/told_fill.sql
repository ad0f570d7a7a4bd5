-- Keeps what this analysis knows of many stories at once.
-- feed: story, facts
INSERT INTO told (story, facts) SELECT c0, c1 FROM feed;
