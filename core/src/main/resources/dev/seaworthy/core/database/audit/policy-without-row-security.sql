SELECT c.name,
       'it has policies (' || string_agg(quote_ident(p.polname), ', ' ORDER BY p.polname)
       || '), and row-level security is off: none of them is in force.',
       format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.name)
FROM relation c JOIN pg_policy p ON p.polrelid = c.oid
WHERE NOT c.relrowsecurity
GROUP BY c.name
