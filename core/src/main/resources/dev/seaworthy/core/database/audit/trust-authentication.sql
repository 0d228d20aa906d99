-- Never the line itself, which may name who uses it.
SELECT 'pg_hba.conf line ' || h.line_number,
       h.type || CASE h.auth_method
           WHEN 'trust' THEN ': whoever reaches the server can be any role, without a password.'
           WHEN 'password' THEN ': passwords go over the wire as they are.'
           ELSE ': MD5 can be broken; use scram-sha-256.' END,
       NULL,
       CASE WHEN h.auth_method <> 'trust' THEN 'WARNING' WHEN h.address IN ('127.0.0.1', '::1') THEN 'ADVICE' END
FROM pg_hba_file_rules h
WHERE h.auth_method IN ('trust', 'password', 'md5') AND h.type <> 'local'
