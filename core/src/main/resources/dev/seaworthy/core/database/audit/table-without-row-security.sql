SELECT c.name,
       r.roles || ' can reach it, and row-level security is off: whoever acts as that role reaches every row. Write'
       || ' the policies first: from the fix on, a role that does not bypass it sees what a policy lets it see.',
       format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.name)
FROM relation c JOIN reachable r USING (oid)
WHERE c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
  AND NOT EXISTS (SELECT FROM pg_inherits h JOIN pg_class parent ON parent.oid = h.inhparent
                  WHERE h.inhrelid = c.oid AND c.relispartition AND parent.relrowsecurity)
