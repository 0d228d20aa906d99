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

/** Ends its session right after the n-th statement that changes something, a commit among them. */
final class CutOffDataSource implements DataSource {
    private final TestDatabase database;
    private final int moment;
    private int statements;
    private boolean cutOff;

    CutOffDataSource(TestDatabase database, int moment) {
        this.database = database;
        this.moment = moment;
    }

    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = database.dataSource().getConnection();
        int process = real.unwrap(PGConnection.class).getBackendPID();
        return proxy(Connection.class, real, (method, result, arguments) -> {
            if (method.equals("commit")) {
                count(process);
            }
            return result instanceof Statement statement && method.equals("createStatement")
                    ? counted(statement, process)
                    : result;
        });
    }

    private Statement counted(Statement real, int process) {
        return proxy(Statement.class, real, (method, result, arguments) -> {
            if (method.equals("execute")
                    && String.valueOf(arguments[0])
                            .matches("(?s)(CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|LOCK|DO|SELECT set).*")) {
                count(process);
            }
            return result;
        });
    }

    private void count(int process) {
        statements++;
        if (statements == moment) {
            cutOff = true;
            database.query("SELECT pg_terminate_backend(" + process + ")");
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
        Object call(String method, Object result, Object[] arguments);
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
