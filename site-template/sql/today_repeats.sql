-- One row: one problem of the department that came back yesterday. Parameters :each_department, :as_of, :language.
SELECT r.event_id, r.customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, r.issue, r.n_department AS count, r.site,
    CASE WHEN r.escalated THEN 'good:escalated' END AS mark
FROM now_repeat AS r LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.category
WHERE r.by_department AND r.department = :each_department AND r.accepted_on = :as_of ORDER BY r.n_department DESC, r.event_id;
