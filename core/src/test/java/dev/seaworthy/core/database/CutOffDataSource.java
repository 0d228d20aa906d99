package dev.seaworthy.core.database;

import dev.seaworthy.testkit.TestDatabase;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Does something to its session, as a rule ends it, right after the n-th statement that changes something or commits.
 */
final class CutOffDataSource implements DataSource {
    private final TestDatabase database;
    private final int moment;
    private final Mishap mishap;
    private int statements;
    private boolean cutOff;

    CutOffDataSource(TestDatabase database, int moment) {
        this(
                database,
                moment,
                real -> database.query("SELECT pg_terminate_backend("
                        + real.unwrap(PGConnection.class).getBackendPID() + ")"));
    }

    private CutOffDataSource(TestDatabase database, int moment, Mishap mishap) {
        this.database = database;
        this.moment = moment;
        this.mishap = mishap;
    }

    static CutOffDataSource doing(TestDatabase database, int moment, Mishap mishap) {
        return new CutOffDataSource(database, moment, mishap);
    }

    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = database.dataSource().getConnection();
        return proxy(Connection.class, real, (method, result, arguments) -> {
            if (method.equals("commit")) {
                count(real);
            }
            return result instanceof Statement statement && method.equals("createStatement")
                    ? counted(statement)
                    : result;
        });
    }

    private Statement counted(Statement real) {
        return proxy(Statement.class, real, (method, result, arguments) -> {
            if (method.equals("execute")
                    && String.valueOf(arguments[0])
                            .matches("(?s)(CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|LOCK|DO|SELECT set).*")) {
                count(real.getConnection());
            }
            return result;
        });
    }

    private void count(Connection real) throws SQLException {
        statements++;
        if (statements == moment) {
            cutOff = true;
            mishap.befall(real);
        }
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.call(method.getName(), method.invoke(real, arguments), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @FunctionalInterface
    private interface After {
        Object call(String method, Object result, Object[] arguments) throws SQLException;
    }

    @FunctionalInterface
    interface Mishap {
        void befall(Connection real) throws SQLException;
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
