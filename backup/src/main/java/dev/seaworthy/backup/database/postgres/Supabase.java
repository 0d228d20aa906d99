package dev.seaworthy.backup.database.postgres;

import java.util.List;
import java.util.regex.Pattern;

/** What a project of Supabase has and manages itself, as its CLI's own dump leaves it out (pkg/migration/dump.go). */
final class Supabase {
    static final List<String> SCHEMAS = List.of(
            "_analytics",
            "_realtime",
            "_supavisor",
            "_timescaledb_*",
            "auth",
            "cron",
            "dbdev",
            "etl",
            "extensions",
            "graphql",
            "graphql_public",
            "net",
            "pgbouncer",
            "pgmq",
            "pgsodium",
            "pgsodium_masks",
            "pgtle",
            "realtime",
            "repack",
            "storage",
            "supabase_functions",
            "supabase_migrations",
            "tiger",
            "tiger_data",
            "timescaledb_*",
            "topology",
            "vault");

    static final Pattern ROLES = Pattern.compile("anon|authenticated|authenticator|cli_login_.*|dashboard_user"
            + "|pgbouncer|pgsodium_key(holder|iduser|maker)|pgtle_admin|postgres|service_role|supabase_.*");

    private Supabase() {}
}
