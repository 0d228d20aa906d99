-- An index helps whose first columns are those of the key, in any order, and that holds every row with a value.
SELECT format('%I on %s', k.conname, c.name),
       format('no index leads with (%s): a DELETE or a change of the key in %s reads all of %s for each row.',
              columns.list, k.confrelid::regclass, c.name)
       || CASE c.relkind WHEN 'p' THEN ' On a partitioned table: CREATE INDEX ON ONLY the parent, CONCURRENTLY on each'
                                       || ' partition, and ATTACH PARTITION.' ELSE '' END,
       CASE c.relkind WHEN 'r' THEN format('CREATE INDEX CONCURRENTLY ON %s (%s)', c.name, columns.list) END
FROM pg_constraint k
JOIN relation c ON c.oid = k.conrelid
CROSS JOIN LATERAL (
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place) AS list
    FROM unnest(k.conkey) WITH ORDINALITY u(attnum, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) columns
WHERE k.contype = 'f' AND k.conparentid = 0
  AND NOT EXISTS (
    SELECT FROM pg_index i
    WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indisready AND i.indnkeyatts >= cardinality(k.conkey)
      AND EXISTS (SELECT FROM pg_class x JOIN pg_am m ON m.oid = x.relam WHERE x.oid = i.indexrelid
                  AND (m.amname = 'btree' OR m.amname = 'hash' AND cardinality(k.conkey) = 1))
      AND (i.indpred IS NULL OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid
           AND a.attnum = ANY (k.conkey)
           AND pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
      AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
