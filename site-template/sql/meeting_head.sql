-- One row: the week in numbers. Parameters :as_of.
SELECT date(:as_of, '-6 days') AS first, :as_of AS last, (SELECT count(*) FROM week_visit) AS visits, (SELECT sum(outcome = 'unreachable') FROM week_visit) AS unreached,
    (SELECT sum(issue) FROM week_visit) AS issues, (SELECT sum(unreported) FROM week_visit) AS unreported, EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'reported') AS reported,
    (SELECT count(*) FROM coverage WHERE state = 'running') AS running, (SELECT count(*) FROM coverage WHERE finished_on BETWEEN date(:as_of, '-6 days') AND :as_of) AS finished,
    (SELECT count(*) FROM coverage) AS projects, (SELECT count(*) FROM coverage WHERE finished_on <= :as_of AND warranty_on > :as_of) AS warranty,
    (SELECT count(*) FROM coverage WHERE warranty_on <= :as_of) AS over;
