package dev.seaworthy.security.headers;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The headers of one response, to be written. Names are compared without regard to case. One thread at a time. */
public interface HeaderSink {
    /**
     * Over the headers of a response as a server has them, for adapters of your own; names in any case.
     *
     * @param names those that are there
     * @param values all values of a header; null or empty if there is none
     * @param add adds a line beside those that are there
     */
    static HeaderSink of(
            Supplier<? extends Collection<String>> names,
            Function<String, @Nullable List<String>> values,
            BiConsumer<String, String> set,
            BiConsumer<String, String> add,
            Consumer<String> remove) {
        return new FunctionalSink(names, values, set, add, remove);
    }

    /** Makes this the only value of the header. */
    void set(String name, String value);

    /** Makes this the value of a header that is not there yet. */
    void setIfAbsent(String name, String value);

    /**
     * Adds a member to a header whose value is a list (RFC 9110 §5.6.1), beside those already there. A member that is
     * there already, in whatever case, on a line of its own or between commas, is not added again.
     */
    void add(String name, String member);

    /** Whether these values of one header list a member, as {@link #add} understands it. */
    static boolean lists(Collection<String> values, String member) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(member::equalsIgnoreCase);
    }

    /** Takes the header away, with all its values. */
    void remove(String name);

    /** Takes all of these away. */
    default void removeAll(HeaderNames names) {
        for (int i = 0; i < names.list().size(); i++) {
            remove(names.list().get(i));
        }
    }
}
