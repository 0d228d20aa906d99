package dev.seaworthy.core.database.planning.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DefaultPrivilegesTest {
    private final TestDatabase database;
    private final String role;

    DefaultPrivilegesTest(PostgresServer server) {
        this.database = server.database();
        this.role = "role_" + database.name();
        database.execute("CREATE ROLE " + role, "CREATE SCHEMA other");
    }

    @AfterEach
    void drop() {
        database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        database.close();
    }

    @Test
    void what_new_tables_of_the_schema_and_of_all_schemas_open_is_given_back() throws SQLException {
        database.execute(
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT, UPDATE ON TABLES TO " + role);

        assertThat(revoke("postgres"))
                .containsExactly("REVOKE ALL ON TABLE \"public\".\"t\" FROM PUBLIC, \"" + role + "\"");
    }

    @Test
    void what_others_and_other_things_open_is_not() throws SQLException {
        database.execute(
                "ALTER DEFAULT PRIVILEGES IN SCHEMA other GRANT SELECT ON TABLES TO " + role,
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO " + role,
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + role + " GRANT SELECT ON TABLES TO PUBLIC");

        assertThat(revoke("postgres")).isEmpty();
    }

    @Test
    void the_owner_of_the_table_keeps_its_own() throws SQLException {
        database.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + role);

        assertThat(revoke(role)).isEmpty();
    }

    private List<String> revoke(String owner) throws SQLException {
        try (Session session = Session.lookInto(database.dataSource())) {
            return DefaultPrivileges.revoke(session, TableName.of("t"), owner);
        }
    }
}
