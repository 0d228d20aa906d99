SELECT i.name, 'a REINDEX CONCURRENTLY of ' || i.table_name || ' died and left it: no query uses it, writes pay for it.',
       format('DROP INDEX CONCURRENTLY %s', i.name)
FROM index i
WHERE i.relname ~ '_cc(new|old)[0-9]*$' AND NOT i.indisvalid
  AND i.indexrelid NOT IN (SELECT w.indexrelid FROM in_work w)
