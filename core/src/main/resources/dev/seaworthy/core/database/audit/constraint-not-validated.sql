SELECT format('%I on %s', k.conname, c.name),
       'it holds for new rows alone: old ones were never checked.',
       format('ALTER TABLE %s VALIDATE CONSTRAINT %I', c.name, k.conname)
FROM pg_constraint k JOIN relation c ON c.oid = k.conrelid
WHERE NOT k.convalidated AND k.conparentid = 0 AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
