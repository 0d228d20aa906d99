, callable AS (
    SELECT r.oid, string_agg(p.name, ', ' ORDER BY p.name) AS roles
    FROM routine r
    JOIN ours n ON n.nspname = r.nspname
    JOIN public_role p ON has_function_privilege(p.oid, r.oid, 'EXECUTE') AND has_schema_privilege(p.oid, n.oid, 'USAGE')
    WHERE r.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
    GROUP BY r.oid
)
SELECT r.name,
       c.roles || ' can call it, and it runs with the rights of ' || r.proowner::regrole
       || '. If that is meant, leave the rule out, or grant it to the one role that needs it.' || v.note,
       format('REVOKE EXECUTE ON ROUTINE %s FROM ', r.name) || v.grantees
FROM routine r JOIN callable c USING (oid) JOIN revocation v ON v.kind = 'f' AND v.oid = r.oid
