package dev.seaworthy.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of one test. Closing drops it, with whoever is still connected. */
public final class TestDatabase implements AutoCloseable {
    private final Consumer<String> drop;
    private final int port;
    private final String name;

    TestDatabase(Consumer<String> drop, int port, String name) {
        this.drop = drop;
        this.port = port;
        this.name = name;
    }

    public String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** {@code jdbc:postgresql://…} for another process, as the superuser. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=postgres";
    }

    /** New connections as the superuser. */
    public DataSource dataSource() {
        return dataSource("postgres");
    }

    /** New connections as {@code user}, without a password. */
    public DataSource dataSource(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser(user);
        return source;
    }

    /** Runs each as a statement of its own, in autocommit. */
    public TestDatabase execute(String... statements) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row, as text. */
    public List<String> query(String sql) {
        try (Connection connection = dataSource().getConnection()) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(String.valueOf(result.getString(1)));
            }
            return rows;
        }
    }

    /** The first column of the one row, as text. */
    public String one(String sql) {
        List<String> rows = query(sql);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows of: " + sql);
        }
        return rows.get(0);
    }

    @Override
    public void close() {
        drop.accept(name);
    }
}
