SELECT name, 'it is the beginning of ' || keeper || ', which answers the same questions; every write pays for both.',
       CASE relkind WHEN 'i' THEN format('DROP INDEX CONCURRENTLY %s', name) END
FROM redundant
