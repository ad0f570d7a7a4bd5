-- Stories that change by themselves up to a day are told again.
-- :as_of
INSERT INTO touched (story) SELECT d.story FROM story_due d WHERE d.day <= :as_of
ON CONFLICT (story) DO NOTHING;
