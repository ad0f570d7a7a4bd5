-- Forgets a part of a story.
-- :story, :part
DELETE FROM told WHERE story = :story AND part = :part;
