-- A story is to be told again.
-- :story
INSERT INTO touched (story) VALUES (:story) ON CONFLICT (story) DO NOTHING;
