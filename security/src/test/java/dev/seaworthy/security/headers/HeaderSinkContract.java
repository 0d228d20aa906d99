package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every sink does, the fake as the real one. */
public abstract class HeaderSinkContract {
    /** The values of {@code name} on a new response after these writes, as a client reads them. */
    protected abstract List<String> valuesAfter(Consumer<HeaderSink> writes, String name) throws Exception;

    @Test
    void sets_a_header() throws Exception {
        assertThat(valuesAfter(sink -> sink.set("X-Note", "a"), "x-note")).containsExactly("a");
    }

    @Test
    void sets_in_place_of_all_former_values_whatever_the_case_of_the_name() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.add("X-Note", "a");
            sink.add("X-Note", "b");
            sink.set("x-note", "c");
        };

        assertThat(valuesAfter(writes, "X-Note")).containsExactly("c");
    }

    @Test
    void sets_what_is_absent_alone() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.set("X-Note", "a");
            sink.setIfAbsent("x-note", "b");
            sink.setIfAbsent("X-Other", "c");
        };

        assertThat(valuesAfter(writes, "X-Note")).containsExactly("a");
        assertThat(valuesAfter(writes, "X-Other")).containsExactly("c");
    }

    @Test
    void removes_all_that_are_listed_and_no_other() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.set("X-Note", "a");
            sink.add("X-Other", "b");
            sink.add("X-Other", "c");
            sink.removeAll(HeaderNames.of(List.of("x-other", "X-Absent")));
        };

        assertThat(valuesAfter(writes, "X-Other")).isEmpty();
        assertThat(valuesAfter(writes, "X-Note")).containsExactly("a");
    }

    @Test
    void adds_beside_what_is_there() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.set("Vary", "Accept-Encoding");
            sink.add("vary", "Origin");
        };

        assertThat(valuesAfter(writes, "Vary")).containsExactly("Accept-Encoding", "Origin");
    }

    @Test
    void adds_no_member_twice() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.set("Vary", "Accept-Encoding , origin");
            sink.add("Vary", "Origin");
        };

        assertThat(valuesAfter(writes, "Vary")).containsExactly("Accept-Encoding , origin");
    }

    @Test
    void does_not_take_a_part_of_a_member_for_the_member() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.set("Vary", "X-Origin");
            sink.add("Vary", "Origin");
        };

        assertThat(valuesAfter(writes, "Vary")).containsExactly("X-Origin", "Origin");
    }

    @Test
    void removes_all_values_whatever_the_case_of_the_name() throws Exception {
        Consumer<HeaderSink> writes = sink -> {
            sink.add("X-Note", "a");
            sink.add("X-Note", "b");
            sink.remove("x-NOTE");
        };

        assertThat(valuesAfter(writes, "X-Note")).isEmpty();
    }

    @Test
    void removes_what_is_not_there_without_a_word() throws Exception {
        assertThat(valuesAfter(sink -> sink.remove("X-Note"), "X-Note")).isEmpty();
    }
}
