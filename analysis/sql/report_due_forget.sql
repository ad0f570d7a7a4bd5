-- Removes what was due up to a day, and what has no day: nothing is known of submissions.
-- :as_of the day
DELETE FROM report_due WHERE due_on IS NULL OR due_on <= :as_of;
