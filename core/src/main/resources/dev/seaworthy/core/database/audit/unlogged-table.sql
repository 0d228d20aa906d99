, unlogged AS (
    SELECT c.name, (SELECT min(k.confrelid::regclass::text) FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
                    WHERE k.conrelid = c.oid AND k.contype = 'f' AND p.oid <> c.oid AND p.relpersistence = 'u') AS parent
    FROM relation c WHERE c.relkind = 'r' AND c.relpersistence = 'u'
)
SELECT name, 'it is unlogged: empty after a crash, and absent on replicas. '
       || coalesce('It can be logged when ' || parent || ' is: it refers to ' || parent || '.', 'The fix writes it anew under lock.'),
       CASE WHEN parent IS NULL THEN format('ALTER TABLE %s SET LOGGED', name) END
FROM unlogged
