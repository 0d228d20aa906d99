-- By its pages, so that no row is read; a partition that was emptied counts until it is vacuumed.
SELECT c.name, 'rows of ' || parent.name || ' land here for want of a partition: a new partition for them is refused until'
       || ' they are moved, and each one that is attached scans this one under lock.', NULL
FROM pg_partitioned_table t JOIN relation c ON c.oid = t.partdefid JOIN relation parent ON parent.oid = t.partrelid
WHERE c.relkind = 'r' AND pg_relation_size(c.oid) > 0 AND c.reltuples <> 0
