SELECT i.name,
       CASE WHEN i.relkind = 'I' THEN 'not every partition has its index attached: no query of the parent may use it.'
            ELSE 'it was left half-built or half-dropped: no query uses it, and writes may pay for it.'
                 || CASE WHEN twin.name IS NOT NULL THEN ' ' || twin.name || ' is alike, and valid.'
                         WHEN i.indisunique THEN ' It is unique: rows that are double must go first.' ELSE '' END END,
       CASE WHEN i.relkind = 'I' THEN NULL
            WHEN NOT i.indislive OR twin.name IS NOT NULL THEN format('DROP INDEX CONCURRENTLY %s', i.name)
            ELSE format('REINDEX INDEX CONCURRENTLY %s', i.name) END
FROM index i
LEFT JOIN LATERAL (
    SELECT min(r.name) AS name FROM ranked_index r
    WHERE r.place = 1 AND NOT i.backs_constraint AND r.meaning = i.meaning
      AND (NOT i.indisunique OR r.indisunique AND r.indimmediate AND r.nulls IS NOT DISTINCT FROM i.nulls)) twin ON true
WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)
  AND i.relname !~ '_cc(new|old)[0-9]*$'
  AND i.indexrelid NOT IN (SELECT w.indexrelid FROM in_work w)
