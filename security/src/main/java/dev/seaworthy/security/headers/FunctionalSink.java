package dev.seaworthy.security.headers;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server's own headers. */
record FunctionalSink(
        Supplier<? extends Collection<String>> names,
        Function<String, @Nullable List<String>> values,
        BiConsumer<String, String> setter,
        BiConsumer<String, String> adder,
        Consumer<String> remover)
        implements HeaderSink {
    @Override
    public void set(String name, String value) {
        setter.accept(name, value);
    }

    @Override
    public void setIfAbsent(String name, String value) {
        List<String> there = values.apply(name);
        if (there == null || there.isEmpty()) {
            set(name, value);
        }
    }

    @Override
    public void add(String name, String member) {
        List<String> there = values.apply(name);
        if (there == null || there.isEmpty() || !HeaderSink.lists(there, member)) {
            adder.accept(name, member);
        }
    }

    @Override
    public void remove(String name) {
        remover.accept(name);
    }

    /** A response has few headers yet, and the unwanted are many. */
    @Override
    public void removeAll(HeaderNames unwanted) {
        for (String name : names.get().toArray(String[]::new)) {
            if (unwanted.contain(name)) {
                remove(name);
            }
        }
    }
}
