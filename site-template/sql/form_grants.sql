-- One row: one approval to consult visit sheets, as logged, the latest first; in the audit edition only. Parameters :as_of, :audience.
SELECT name, scope, approved_by, from_on, until_on, CASE WHEN until_on < :as_of THEN 'calm:ended' ELSE 'good:in_force' END AS mark FROM grant_list WHERE :audience = 'audit'
ORDER BY from_on DESC, name, scope;
