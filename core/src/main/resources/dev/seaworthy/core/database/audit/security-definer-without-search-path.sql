SELECT r.name,
       'it runs with the rights of ' || r.proowner::regrole || ', and finds its tables and functions by the search_path'
       || ' of its caller, who can put others in their place. The fix lets it find those of its own schema: add others'
       || ' that it needs.',
       format('ALTER ROUTINE %s SET search_path = pg_catalog, %I, pg_temp', r.name, r.nspname)
FROM routine r
WHERE NOT EXISTS (SELECT FROM unnest(r.proconfig) setting WHERE setting LIKE 'search\_path=%')
