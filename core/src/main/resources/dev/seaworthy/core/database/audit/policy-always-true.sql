SELECT p.name, 'it lets ' || CASE p.polcmd WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                             ELSE 'any change' END
       || ' through for every row, to a public role: the table is open for it.', NULL
FROM policy p
WHERE p.polpermissive AND p.polcmd <> 'r'
  AND EXISTS (SELECT FROM public_role r WHERE r.oid = ANY (p.polroles))
  AND coalesce(p.using_text, 'true') = 'true' AND coalesce(p.check_text, p.using_text) = 'true'
