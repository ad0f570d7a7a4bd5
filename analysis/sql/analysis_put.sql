-- Records what the results stand for now.
-- the columns of analysis in their order
INSERT INTO analysis (run, as_of, count_from, config, stories, periods)
VALUES (:run, :as_of, :count_from, :config, :stories, :periods)
ON CONFLICT (run) DO UPDATE SET as_of = excluded.as_of, count_from = excluded.count_from, config = excluded.config,
                                stories = excluded.stories, periods = excluded.periods;
