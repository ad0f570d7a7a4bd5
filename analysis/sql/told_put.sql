-- Keeps what this analysis knows of a part of a story.
-- :story, :part, :facts
INSERT INTO told (story, part, facts) VALUES (:story, :part, :facts)
ON CONFLICT (story, part) DO UPDATE SET facts = excluded.facts;
