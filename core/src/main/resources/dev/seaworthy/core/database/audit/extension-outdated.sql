SELECT format('extension %I', x.extname),
       format('version %s is installed, and the server brings %s.', x.extversion, a.default_version),
       format('ALTER EXTENSION %I UPDATE', x.extname)
FROM pg_extension x JOIN pg_available_extensions a ON a.name = x.extname
WHERE a.default_version <> x.extversion
