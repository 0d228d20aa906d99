package dev.seaworthy.core.database.audit;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.EnumMap;
import java.util.Map;

/** One database of each server for all tests of the audit, for a new one takes longer than what they ask of it. */
final class SharedDatabase {
    private static final Map<PostgresServer, TestDatabase> DATABASES = new EnumMap<>(PostgresServer.class);

    private static final String RESET = """
            DO $$ DECLARE name text; BEGIN
                FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                    EXECUTE format('DROP SCHEMA %I CASCADE', name);
                END LOOP;
                EXECUTE format('ALTER DATABASE %I RESET ALL', current_database());
                EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT -1', current_database());
                FOR name IN SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' LOOP
                    EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET ALL', name, current_database());
                END LOOP;
                CREATE SCHEMA public;
                GRANT USAGE ON SCHEMA public TO PUBLIC;
                DROP ROLE IF EXISTS audit_strong;
            END $$""";

    private SharedDatabase() {}

    /** With the roles of the faults, and the schema {@code public}, in which only its owner can create. */
    static synchronized TestDatabase emptied(PostgresServer server) {
        TestDatabase database = DATABASES.computeIfAbsent(server, PostgresServer::database);
        return database.execute(Faults.ROLES, RESET);
    }
}
