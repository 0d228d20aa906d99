-- An index helps whose first columns are those of the key, in any order, and that holds every row with a value.
, leads AS (
    SELECT k.oid, bool_or(i.indisvalid AND i.indisready) AS valid, min(i.indexrelid::regclass::text) AS name
    FROM pg_constraint k JOIN pg_index i ON i.indrelid = k.conrelid AND i.indnkeyatts >= cardinality(k.conkey)
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_am m ON m.oid = x.relam AND (m.amname = 'btree' OR m.amname = 'hash' AND cardinality(k.conkey) = 1)
    WHERE k.contype = 'f' AND i.indislive AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
      AND (i.indpred IS NULL OR EXISTS (
          SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
          AND pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
    GROUP BY k.oid
), bare AS (
    SELECT k.oid, k.conname, k.conrelid, k.confrelid, k.conkey, c.name AS table_name, c.relkind,
           l.name AS invalid,
           (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place)
            FROM unnest(k.conkey) WITH ORDINALITY u(attnum, place)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns
    FROM pg_constraint k JOIN relation c ON c.oid = k.conrelid LEFT JOIN leads l ON l.oid = k.oid
    WHERE k.contype = 'f' AND k.conparentid = 0 AND l.valid IS NOT TRUE
), serves AS (
    -- one index does for keys of the same columns, and for those whose columns come first in a longer one
    SELECT b.oid, o.oid AS other, quote_ident(o.conname) AS name
    FROM bare b JOIN bare o ON o.conrelid = b.conrelid AND o.oid <> b.oid AND o.invalid IS NULL
    WHERE o.conkey[1:cardinality(b.conkey)] @> b.conkey
      AND (cardinality(o.conkey) > cardinality(b.conkey) OR cardinality(o.conkey) = cardinality(b.conkey) AND o.oid < b.oid)
), served AS (
    SELECT b.*, s.name AS other
    FROM bare b LEFT JOIN (SELECT oid, min(name) AS name FROM serves WHERE other NOT IN (SELECT oid FROM serves)
                           GROUP BY oid) s ON s.oid = b.oid
)
SELECT format('%I on %s', conname, table_name),
       format('no index leads with (%s): a DELETE or a change of the key in %s reads all of %s for each row.',
              columns, confrelid::regclass, table_name)
       || CASE WHEN invalid IS NOT NULL THEN ' ' || invalid || ' will do when it is valid.'
               WHEN other IS NOT NULL THEN ' The index for ' || other || ' does for it too.'
               WHEN relkind = 'p' THEN ' On a partitioned table: CREATE INDEX ON ONLY the parent, CONCURRENTLY on each'
                                       || ' partition, and ATTACH PARTITION.' ELSE '' END,
       CASE WHEN relkind = 'r' AND invalid IS NULL AND other IS NULL
            THEN format('CREATE INDEX CONCURRENTLY ON %s (%s)', table_name, columns) END
FROM served
