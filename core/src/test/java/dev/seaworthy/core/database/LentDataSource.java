package dev.seaworthy.core.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One connection, lent again and again and never closed, as a pool does it. */
final class LentDataSource {
    private LentDataSource() {}

    static DataSource of(Connection pooled) {
        return inTurn(pooled);
    }

    /** The first of them, then the second, and so on round. */
    static DataSource inTurn(Connection... pooled) {
        List<Connection> lent = Arrays.stream(pooled).map(LentDataSource::kept).toList();
        AtomicInteger next = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> lent.get(next.getAndIncrement() % lent.size()));
    }

    private static Connection kept(Connection pooled) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(pooled, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
