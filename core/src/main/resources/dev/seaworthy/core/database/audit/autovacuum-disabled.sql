SELECT c.name, 'autovacuum is off for it: dead rows stay, statistics age, and only the guard against wraparound comes by.',
       format('ALTER TABLE %s RESET (autovacuum_enabled)', c.name)
FROM relation c
WHERE c.relkind IN ('r', 'm')
  AND EXISTS (SELECT FROM pg_options_to_table(c.reloptions) o
              WHERE o.option_name = 'autovacuum_enabled' AND NOT o.option_value::boolean)
