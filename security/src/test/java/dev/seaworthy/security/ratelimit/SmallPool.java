package dev.seaworthy.security.ratelimit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool of these connections, which leaves each as whoever had it last. */
final class SmallPool extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final transient BlockingQueue<Connection> idle;

    private final String failing;

    SmallPool(List<Connection> connections) {
        this(connections, "nothing");
    }

    /** The method of this name fails. */
    SmallPool(List<Connection> connections, String failing) {
        this.failing = failing;
        idle = new ArrayBlockingQueue<>(connections.size(), true, connections);
    }

    int idle() {
        return idle.size();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return lent(idle.take());
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    private Connection lent(Connection pooled) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        idle.add(pooled);
                        return null;
                    }
                    if (method.getName().equals(failing)) {
                        throw new SQLException(failing);
                    }
                    try {
                        return method.invoke(pooled, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
