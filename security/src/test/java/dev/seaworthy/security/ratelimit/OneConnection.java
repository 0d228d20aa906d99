package dev.seaworthy.security.ratelimit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool of one, which leaves a connection as whoever had it last. */
final class OneConnection extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final transient Connection pooled;

    OneConnection(Connection pooled) {
        this.pooled = pooled;
    }

    @Override
    public Connection getConnection() {
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
