SELECT c.name,
       r.roles || ' can reach it, and ' || CASE c.relkind WHEN 'm' THEN 'a materialized view' ELSE 'a foreign table' END
       || ' can have no policies: the whole of it is open.' || v.note,
       format('REVOKE ALL ON %s FROM ', c.name) || v.grantees
FROM relation c JOIN reachable r USING (oid) JOIN revocation v ON v.kind = 'r' AND v.oid = c.oid
WHERE c.relkind IN ('m', 'f')
