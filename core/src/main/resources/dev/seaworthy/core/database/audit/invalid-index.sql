SELECT i.name,
       CASE WHEN i.relkind = 'I' THEN 'not every partition has its index attached: no query of the parent may use it.'
            ELSE 'it was left half-built or half-dropped: no query uses it, and writes may pay for it.'
                 || CASE WHEN i.indisunique THEN ' It is unique: rows that are double must go first.' ELSE '' END END,
       CASE WHEN i.relkind = 'I' THEN NULL
            WHEN NOT i.indislive THEN format('DROP INDEX CONCURRENTLY %s', i.name)
            ELSE format('REINDEX INDEX CONCURRENTLY %s', i.name) END
FROM index i
WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)
  AND i.relname !~ '_cc(new|old)[0-9]*$'
  AND i.indexrelid NOT IN (SELECT w.indexrelid FROM in_work w)
