package dev.seaworthy.core.config;

import java.util.function.Consumer;

/** Who is told when a variable has another text. */
record Listener<T>(String variable, Consumer<? super T> consumer) {
    /** A listener that fails must not keep the others from being told; its message could quote a secret. */
    void tell(T values) {
        try {
            consumer.accept(values);
        } catch (RuntimeException e) {
            Log.listenerFailed(variable, e);
        }
    }
}
