SELECT c.name,
       r.roles || ' can reach it, and ' || CASE c.relkind WHEN 'm' THEN 'a materialized view' ELSE 'a foreign table' END
       || ' can have no policies: the whole of it is open.',
       (SELECT format('REVOKE ALL ON %s FROM %s', c.name,
                      string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, ', '))
        FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
        WHERE EXISTS (SELECT FROM public_role p WHERE a.grantee IN (0, p.oid)
                      OR p.oid <> 0 AND pg_has_role(p.oid, a.grantee, 'USAGE')))
FROM relation c JOIN reachable r USING (oid)
WHERE c.relkind IN ('m', 'f')
