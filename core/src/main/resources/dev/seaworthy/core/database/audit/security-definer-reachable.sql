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
       || '. If that is meant, leave the rule out, or grant it to the one role that needs it.',
       (SELECT format('REVOKE EXECUTE ON ROUTINE %s FROM %s', r.name,
                      string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, ', '))
        FROM aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) a
        WHERE EXISTS (SELECT FROM public_role p WHERE a.grantee IN (0, p.oid)
                      OR p.oid <> 0 AND pg_has_role(p.oid, a.grantee, 'USAGE')))
FROM routine r JOIN callable c USING (oid)
