package dev.seaworthy.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What Supabase brings to a database, as far as row-level security asks for it; and one of its roles at work. */
public final class TestSupabase {
    private final TestDatabase database;
    private final String role;
    private final String user;

    private TestSupabase(TestDatabase database, String role, String user) {
        this.database = database;
        this.role = role;
        this.user = user;
    }

    /** The roles of the API, and {@code auth.uid()}, which reads {@code request.jwt.claim.sub}. */
    public static void install(TestDatabase database) {
        for (String role : List.of("anon", "authenticated", "service_role BYPASSRLS")) {
            database.execute("DO $$ BEGIN CREATE ROLE " + role
                    + "; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
        }
        database.execute(
                "CREATE SCHEMA auth", "GRANT USAGE ON SCHEMA auth, public TO anon, authenticated, service_role", """
                CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
                $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$""");
    }

    public static TestSupabase authenticated(TestDatabase database, String user) {
        return new TestSupabase(database, "authenticated", user);
    }

    public static TestSupabase anonymous(TestDatabase database) {
        return new TestSupabase(database, "anon", "");
    }

    public static TestSupabase as(TestDatabase database, String role) {
        return new TestSupabase(database, role, "");
    }

    /** The first column of each row that the role sees. */
    public List<String> query(String sql) {
        try (Connection connection = connect()) {
            return TestDatabase.query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows the statement changed. */
    public int update(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET request.jwt.claim.sub = '" + user + "'");
            statement.execute("SET ROLE " + role);
        }
        return connection;
    }
}
