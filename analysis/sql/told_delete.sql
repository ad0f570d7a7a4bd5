-- Forgets a story that is no more.
-- :story
DELETE FROM told WHERE story = :story;
