package dev.seaworthy.examples.contentmax.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What Supabase brings to a database and an embedded PostgreSQL lacks: who asks, {@code auth.uid()}. */
public final class LocalSupabase {
    private static final String CURRENT_USER_ID = """
            CREATE SCHEMA auth;
            CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
            RETURN nullif(current_setting('request.jwt.claim.sub', true), '')::uuid""";

    private LocalSupabase() {}

    public static void install(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CURRENT_USER_ID);
        }
    }
}
