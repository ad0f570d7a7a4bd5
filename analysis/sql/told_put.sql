-- Keeps what this analysis knows of a story.
-- :story, :facts
INSERT INTO told (story, facts) VALUES (:story, :facts)
ON CONFLICT (story) DO UPDATE SET facts = excluded.facts;
