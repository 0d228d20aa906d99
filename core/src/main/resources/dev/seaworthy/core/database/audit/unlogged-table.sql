SELECT c.name, 'it is unlogged: empty after a crash, and absent on replicas. The fix writes it anew under lock.',
       format('ALTER TABLE %s SET LOGGED', c.name)
FROM relation c WHERE c.relkind = 'r' AND c.relpersistence = 'u'
