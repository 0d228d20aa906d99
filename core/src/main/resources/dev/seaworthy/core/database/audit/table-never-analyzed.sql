-- reltuples is -1 until the first VACUUM or ANALYZE. Autovacuum never analyzes a partitioned table.
SELECT c.name,
       'the planner has no statistics of it and guesses.'
       || CASE c.relkind WHEN 'p' THEN ' Autovacuum does not do it for a partitioned table: plan it.' ELSE '' END,
       format('ANALYZE %s', c.name)
FROM relation c
WHERE c.reltuples = -1
  AND CASE c.relkind
      WHEN 'r' THEN pg_relation_size(c.oid) > 1048576
      WHEN 'p' THEN NOT c.relispartition AND EXISTS (SELECT FROM pg_partition_tree(c.oid) t
                                                     WHERE t.isleaf AND pg_relation_size(t.relid) > 0)
      ELSE false END
