-- A view reads as its owner unless it is told otherwise; the guarded table may lie some views below it.
, direct AS (
    SELECT DISTINCT w.ev_class AS view, d.refobjid AS relation
    FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid <> w.ev_class
), reads AS (
    SELECT below.top, below.relation FROM (
        WITH RECURSIVE below AS (
            SELECT view AS top, relation FROM direct
            UNION
            SELECT b.top, d.relation FROM below b JOIN direct d ON d.view = b.relation
        ) SELECT * FROM below) below
)
SELECT c.name,
       r.roles || ' can read it, and it reads ' || string_agg(DISTINCT t.oid::regclass::text, ', ') || ' with the'
       || ' rights of its owner: policies made for the reader do not apply. With the fix the reader needs rights on those tables of its own, or the view fails for it.'
       || CASE WHEN current_setting('server_version_num')::int < 150000
               THEN ' PostgreSQL 15 has security_invoker; until then, revoke it.' ELSE '' END,
       CASE WHEN current_setting('server_version_num')::int >= 150000
            THEN format('ALTER VIEW %s SET (security_invoker = true)', c.name) END
FROM relation c
JOIN reachable r USING (oid)
JOIN reads ON reads.top = c.oid
JOIN pg_class t ON t.oid = reads.relation AND t.relrowsecurity
WHERE c.relkind = 'v'
  AND NOT EXISTS (SELECT FROM pg_options_to_table(c.reloptions) o
                  WHERE o.option_name = 'security_invoker' AND o.option_value::boolean)
GROUP BY c.name, r.roles
