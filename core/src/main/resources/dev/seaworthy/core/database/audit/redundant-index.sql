-- B-trees of columns alone: the shorter is the beginning of the longer, with the same order and operators.
, plain AS (
    SELECT i.*, pg_get_expr(i.indpred, i.indrelid) AS predicate FROM index i
    WHERE i.indexprs IS NULL AND i.indisvalid AND i.indislive AND NOT i.relispartition
      AND i.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
)
SELECT small.name,
       'it is the beginning of ' || min(big.name) || ', which answers the same questions; every write pays for both.',
       CASE small.relkind WHEN 'i' THEN format('DROP INDEX CONCURRENTLY %s', small.name) END
FROM plain small JOIN plain big
  ON big.indrelid = small.indrelid AND big.indnkeyatts > small.indnkeyatts
 AND big.predicate IS NOT DISTINCT FROM small.predicate
 AND (big.indkey::int2[])[0:small.indnkeyatts - 1] = (small.indkey::int2[])[0:small.indnkeyatts - 1]
 AND (big.indclass::oid[])[0:small.indnkeyatts - 1] = (small.indclass::oid[])[0:small.indnkeyatts - 1]
 AND (big.indcollation::oid[])[0:small.indnkeyatts - 1] = (small.indcollation::oid[])[0:small.indnkeyatts - 1]
 AND (big.indoption::int2[])[0:small.indnkeyatts - 1] = (small.indoption::int2[])[0:small.indnkeyatts - 1]
 AND big.indkey::int2[] @> small.indkey::int2[]
WHERE NOT small.indisunique AND NOT small.backs_constraint AND NOT small.indisreplident
GROUP BY small.name, small.relkind
