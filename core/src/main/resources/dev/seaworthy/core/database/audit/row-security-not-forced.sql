-- An owner that bypasses row-level security anyway is not helped by FORCE.
SELECT c.name, 'its owner ' || c.relowner::regrole || ' passes by its policies: an application that connects as the owner'
       || ' sees every row. From the fix on, the owner sees and changes only what a policy lets it.', format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.name)
FROM relation c JOIN pg_roles o ON o.oid = c.relowner
WHERE c.relrowsecurity AND NOT c.relforcerowsecurity AND o.rolcanlogin AND NOT o.rolsuper AND NOT o.rolbypassrls
  AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
