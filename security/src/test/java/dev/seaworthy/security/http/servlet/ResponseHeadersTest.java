package dev.seaworthy.security.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.HeaderSinkContract;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Written by a servlet in a real Jetty, read by a real client. */
class ResponseHeadersTest extends HeaderSinkContract {
    private static final AtomicReference<Consumer<HeaderSink>> WRITES = new AtomicReference<>(sink -> {});
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web()
                .on("/*", (request, response) -> WRITES.get().accept(ResponseHeaders.of(response)))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        web.stop();
    }

    @Test
    void a_header_that_the_container_cannot_remove_loses_its_value() throws Exception {
        Web deaf = new Web()
                .on("/*", (request, response) -> {
                    response.setHeader("X-Powered-By", "a framework");
                    ResponseHeaders.of(deafToNull(response)).remove("X-Powered-By");
                })
                .start();
        try {
            assertThat(deaf.send(deaf.to("/")).headers().allValues("X-Powered-By"))
                    .containsExactly("");
        } finally {
            deaf.stop();
        }
    }

    /** As Tomcat 10.1 is, of Servlet 6.0. */
    private static HttpServletResponse deafToNull(HttpServletResponse response) {
        return new HttpServletResponseWrapper(response) {
            @Override
            public void setHeader(String name, String value) {
                if (value != null) {
                    super.setHeader(name, value);
                }
            }
        };
    }

    @Override
    protected List<String> valuesAfter(Consumer<HeaderSink> writes, String name) throws Exception {
        WRITES.set(writes);
        return web.send(web.to("/")).headers().allValues(name);
    }
}
