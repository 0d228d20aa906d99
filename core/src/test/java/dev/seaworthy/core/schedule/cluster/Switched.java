package dev.seaworthy.core.schedule.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that can be out of reach, by an error or by silence. */
final class Switched {
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean refuses;
    private volatile CountDownLatch answers = new CountDownLatch(0);

    DataSource of(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    answers.await();
                    if (refuses && method.getName().equals("getConnection")) {
                        refusals.incrementAndGet();
                        throw new SQLException("out of reach");
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void refuse() {
        refuses = true;
    }

    void fallSilent() {
        answers = new CountDownLatch(1);
    }

    void answer() {
        refuses = false;
        answers.countDown();
    }

    int refusals() {
        return refusals.get();
    }
}
