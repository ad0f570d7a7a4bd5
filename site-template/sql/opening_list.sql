-- One row: one visit that may be made from one of the next fourteen days on and is due later, or has no last day. Parameter :language.
SELECT o.opens, o.event_id, (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.policy = o.policy AND s.stage = o.stage) AS stage, o.deadline,
    o.customer, o.unit, o.department, o.site
FROM obligation AS o WHERE o.state = 'opening' ORDER BY o.opens, o.event_id, o.stage;
