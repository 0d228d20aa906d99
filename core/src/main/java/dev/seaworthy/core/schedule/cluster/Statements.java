package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements on the table, each in a session of its own, with {@code %s} for the table's name. */
final class Statements {
    /** Ends a statement on {@code %s AS t} that is for the owner of a row alone. */
    static final String OWNED = " WHERE task_name = ? AND task_instance = ? AND version = ? AND picked";

    private final DataSource dataSource;
    private final TableName table;

    Statements(DataSource dataSource, TableName table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    /** How many rows it changed. */
    int update(String what, String sql, @Nullable Object... parameters) {
        return ask(what, session -> session.update(sql.formatted(table.sql()), parameters));
    }

    /** The same of one that ends in {@link #OWNED}, whose parameters are added. */
    int updateOwned(Execution execution, String sql, @Nullable Object... parameters) {
        @Nullable Object[] all = Arrays.copyOf(parameters, parameters.length + 3);
        all[parameters.length] = execution.getTaskName();
        all[parameters.length + 1] = execution.getId();
        all[parameters.length + 2] = execution.version;
        return update(execution.getTaskName(), sql, all);
    }

    boolean exists(String what, String sql, @Nullable Object... parameters) {
        return ask(what, session -> session.exists(sql.formatted(table.sql()), parameters));
    }

    <T> List<T> query(String what, Session.Row<T> row, String sql, @Nullable Object... parameters) {
        return ask(what, session -> session.query(row, sql.formatted(table.sql()), parameters));
    }

    private <T> T ask(String what, Question<T> question) {
        try (Session session = Session.open(dataSource)) {
            return question.ask(session);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "the table of jobs " + table + " can't be read or written, for jobs: " + what, e);
        }
    }

    /** What is asked in one session. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Session session) throws SQLException;
    }
}
