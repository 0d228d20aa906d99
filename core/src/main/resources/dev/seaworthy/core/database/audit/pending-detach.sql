SELECT c.name,
       'a DETACH PARTITION CONCURRENTLY from ' || h.inhparent::regclass || ' died half-way: queries of the parent pass it'
       || ' by, and no other partition can be detached that way.',
       format('ALTER TABLE %s DETACH PARTITION %s FINALIZE', parent.name, c.name)
FROM pg_inherits h JOIN relation c ON c.oid = h.inhrelid JOIN relation parent ON parent.oid = h.inhparent
WHERE h.inhdetachpending
