SELECT format('role %I', a.rolname),
       'its password is stored as MD5, which is stolen as good as the password, and PostgreSQL will drop it. Set it anew'
       || ' with password_encryption = ''scram-sha-256''.', NULL
FROM pg_authid a WHERE a.rolcanlogin AND a.rolpassword LIKE 'md5%'
