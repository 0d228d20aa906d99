SELECT c.name, 'row-level security is on and there is no policy: only the owner and roles that bypass it see its rows. If'
       || ' nobody else is to see them, revoke the grants too.', NULL
FROM relation c
WHERE c.relrowsecurity AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
