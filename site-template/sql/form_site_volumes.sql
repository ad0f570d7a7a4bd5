-- One row: one category of what came in at one site in the period, by which channels. Parameters :each_policy, :each_form, :each_period, :language.
SELECT v.site, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, v.n, v.channels
FROM site_volume AS v JOIN policy_category AS c ON c.policy = v.policy AND c.category = v.category
WHERE v.policy = :each_policy AND v.form = :each_form AND v.period = :each_period ORDER BY v.site, c.position;
