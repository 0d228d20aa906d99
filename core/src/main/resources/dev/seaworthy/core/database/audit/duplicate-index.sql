SELECT name, 'it answers nothing that ' || keeper || ' does not, and every write pays for both.'
       || CASE WHEN backs_constraint THEN ' Both back a constraint: drop the constraint that no foreign key needs.'
               WHEN relkind = 'I' THEN ' It is partitioned: DROP INDEX locks the table and its partitions.' ELSE '' END,
       CASE WHEN NOT backs_constraint AND relkind = 'i' THEN format('DROP INDEX CONCURRENTLY %s', name) END
FROM duplicate
