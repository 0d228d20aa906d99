-- A unique index that a primary key can be made of is offered.
SELECT c.name,
       'no primary key: a row can''t be told from its double, and logical replication can''t send an UPDATE or DELETE.',
       (SELECT format('ALTER TABLE %s ADD PRIMARY KEY USING INDEX %I', c.name, min(i.relname))
        FROM ranked_index i
        WHERE i.place = 1 AND i.indrelid = c.oid AND i.indisunique AND i.indimmediate AND i.indpred IS NULL
          AND i.indexprs IS NULL AND NOT i.backs_constraint AND c.relkind = 'r'
          AND i.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
          AND i.indoption::int2[] <@ ARRAY[0]::int2[]
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attnotnull
                          AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1]))
        HAVING count(*) > 0)
FROM relation c
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')
