-- One row: two versions of one row that contradict each other.
SELECT table_name, record_key, kept || ':' || kept_line AS kept, other || ':' || other_line AS other FROM conflict ORDER BY table_name, record_key, other;
