package dev.seaworthy.examples.benchmarks.security;

import java.lang.reflect.Proxy;

/** The parts of a server that a benchmark does without. */
final class Absent {
    private Absent() {}

    /** Fails at every call: what is measured must be answered by an override. */
    static <T> T of(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
