package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.HeaderSinkContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Written by a servlet in a real Jetty, read by a real client. */
class ResponseHeadersTest extends HeaderSinkContract {
    private static final AtomicReference<Consumer<HeaderSink>> WRITES = new AtomicReference<>(sink -> {});
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web()
                .on("/*", (request, response) -> WRITES.get().accept(new ResponseHeaders(response)))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        web.stop();
    }

    @Override
    protected List<String> valuesAfter(Consumer<HeaderSink> writes, String name) throws Exception {
        WRITES.set(writes);
        return web.send(web.to("/")).headers().allValues(name);
    }
}
