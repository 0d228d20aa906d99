package dev.seaworthy.core.database.archive;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Pools of few connections, which stay open when they are given back. */
final class Lending {
    private Lending() {}

    static DataSource of(Connection connection) {
        return inTurn(connection);
    }

    /** Each statement outside a transaction on the next connection, as a pooler in transaction mode may do it. */
    static DataSource inTurn(Connection... connections) {
        AtomicInteger turn = new AtomicInteger();
        Connection borrowed = proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            Connection now = connections[turn.get() % connections.length];
            if (method.getName().endsWith("Statement") && now.getAutoCommit()) {
                now = connections[turn.incrementAndGet() % connections.length];
            }
            return invoke(method, now, arguments);
        });
        return proxy(DataSource.class, (self, method, arguments) -> borrowed);
    }

    private static Object invoke(Method method, Connection connection, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
