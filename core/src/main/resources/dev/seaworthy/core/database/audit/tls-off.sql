SELECT 'this connection',
       'it comes from ' || host(inet_client_addr()) || ' without TLS: passwords and rows can be read on the way. Set'
       || ' sslmode=verify-full at the client, and hostssl in pg_hba.conf.'
       || CASE current_setting('ssl') WHEN 'off' THEN ' The server has ssl = off.' ELSE '' END,
       NULL,
       CASE WHEN inet_client_addr() << '127.0.0.0/8' OR inet_client_addr() = '::1' OR inet_client_addr() = inet_server_addr()
            THEN 'ADVICE' END
FROM pg_stat_ssl s
WHERE s.pid = pg_backend_pid() AND NOT s.ssl AND inet_client_addr() IS NOT NULL
