package dev.seaworthy.security.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.headers.HeaderNames;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.HeaderSinkContract;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Written by a servlet in a real Jetty, read by a real client. */
class FirstHeadersTest extends HeaderSinkContract {
    private static final AtomicReference<Consumer<HttpServletResponse>> ANSWER = new AtomicReference<>(response -> {});
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web()
                .on("/*", (request, response) -> ANSWER.get().accept(response))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        web.stop();
    }

    @Override
    protected List<String> valuesAfter(Consumer<HeaderSink> writes, String name) throws Exception {
        return valuesAfter(response -> {}, writes, name);
    }

    private static List<String> valuesAfter(
            Consumer<HttpServletResponse> before, Consumer<HeaderSink> writes, String name) throws Exception {
        ANSWER.set(response -> {
            before.accept(response);
            writes.accept(new FirstHeaders(response, ResponseHeaders.of(response)));
        });
        return web.send(web.to("/")).headers().allValues(name);
    }

    @Test
    void what_stood_there_before_is_replaced() throws Exception {
        Consumer<HttpServletResponse> before = response -> {
            response.addHeader("X-Note", "a");
            response.addHeader("X-Note", "b");
        };

        assertThat(valuesAfter(before, sink -> sink.set("x-note", "c"), "X-Note"))
                .containsExactly("c");
        assertThat(valuesAfter(before, sink -> sink.setIfAbsent("x-note", "c"), "X-Note"))
                .containsExactly("a", "b");
        assertThat(valuesAfter(before, sink -> sink.remove("x-note"), "X-Note")).isEmpty();
    }

    @Test
    void what_stood_there_before_is_stripped_and_added_to() throws Exception {
        Consumer<HttpServletResponse> before = response -> {
            response.setHeader("server", "a framework");
            response.setHeader("Vary", "Accept");
        };
        HeaderNames leaking = HeaderNames.of(List.of("Server"));

        assertThat(valuesAfter(before, sink -> sink.removeAll(leaking), "Server"))
                .isEmpty();
        assertThat(valuesAfter(before, sink -> sink.removeAll(leaking), "Vary")).containsExactly("Accept");
        assertThat(valuesAfter(before, sink -> sink.add("vary", "accept"), "Vary"))
                .containsExactly("Accept");
        assertThat(valuesAfter(before, sink -> sink.add("vary", "Origin"), "Vary"))
                .containsExactly("Accept", "Origin");
    }
}
