SELECT c.name,
       r.roles || ' can name this partition, and policies of the parent ' || parent.relname
       || ' apply to queries of the parent alone: every row of the partition is open.',
       format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.name)
FROM relation c
JOIN reachable r USING (oid)
JOIN pg_inherits h ON h.inhrelid = c.oid
JOIN pg_class parent ON parent.oid = h.inhparent
WHERE c.relispartition AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity AND parent.relrowsecurity
