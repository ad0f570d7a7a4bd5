-- One row: how many sites a comparison has, and what came in at all of them. Parameters :each_policy, :each_form, :each_period.
SELECT (SELECT count(DISTINCT site) FROM site_measure WHERE policy = :each_policy AND form = :each_form AND period = :each_period AND scope_kind = 'site') AS sites,
    (SELECT numerator FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND metric = 'events' AND policy = :each_policy AND category = '' AND stage = '') AS events;
