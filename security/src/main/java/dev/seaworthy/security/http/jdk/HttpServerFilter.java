package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.message.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The protections in the JDK's {@code HttpServer} or {@code HttpsServer}. Add it first to the filters of each context.
 * Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: the headers and the CORS decision stand on whatever the handler answers, also if it cleared the
 * headers; what is stripped cannot be put back. A handler that throws before it has answered becomes a 500 that tells
 * nothing, where the server alone would drop the connection; the log tells where it failed. A handler may write the
 * body of a GET for HEAD, 204 and 304 too: it is left out. If the headers use a nonce, the page finds it in the
 * exchange's attribute {@link #NONCE}; the other attributes are as the server has them, shared by the whole context.
 *
 * <p><b>Not covered</b>: what the handler itself sets under the same name wins; what is done to an exchange by a filter
 * before this one. Paths are those of the whole server, the context's own included.
 */
public final class HttpServerFilter extends Filter {
    /** The attribute of an exchange that holds the nonce of its response, as a text: {@value}. */
    public static final String NONCE = Passage.NONCE_ATTRIBUTE;

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpServerFilter.class);
    /** As Tomcat's maxSwallowSize: 2 MiB. */
    private static final int MOST_DRAINED = 1 << 21;

    private static final int DRAINED_AT_ONCE = 8_192;

    private static final Answer FAILED = Answer.json(500, "{\"error\":\"the request failed; the log says why\"}");

    private final HttpSecurity security;

    public HttpServerFilter(HttpSecurity security) {
        this.security = security;
    }

    @Override
    public String description() {
        return "Security headers, CORS, maintenance mode and endpoints";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Passage passage = security.admit(new ExchangeView(exchange));
        HttpExchange hardened = HardenedExchange.of(exchange, passage);
        Optional<Answer> answer = passage.answer();
        if (answer.isPresent()) {
            send(answer.get(), hardened);
        } else {
            handle(hardened, chain);
        }
    }

    /** A response that has begun must not look complete: the server drops the connection when it sees the exception. */
    private static void handle(HttpExchange exchange, Chain chain) throws IOException {
        try {
            chain.doFilter(exchange);
        } catch (IOException | RuntimeException | Error e) {
            boolean hasBegun = exchange.getResponseCode() >= 0;
            log(e, exchange, hasBegun && e instanceof IOException);
            if (hasBegun) {
                throw e;
            }
            exchange.getResponseHeaders().clear();
            send(FAILED, exchange);
        }
    }

    /** Whoever asks may also go away in the middle of an answer, which is no failure of the handler. */
    private static void log(Throwable thrown, HttpExchange exchange, boolean mayBeGone) {
        Trace trace = Trace.of(thrown);
        LOGGER.atLevel(mayBeGone ? Level.DEBUG : Level.ERROR)
                .setCause(trace)
                .log("Handler of {} failed: {}", exchange.getHttpContext().getPath(), trace.getMessage());
    }

    /**
     * What is left of the request's body is read first, to a bound: a connection that is closed before takes the answer
     * with it. Of a longer body the client may see a connection that broke off.
     */
    private static void send(Answer answer, HttpExchange exchange) throws IOException {
        try (exchange) {
            drain(exchange.getRequestBody());
            for (HeaderField field : answer.headers()) {
                exchange.getResponseHeaders().set(field.name(), field.value());
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static void drain(InputStream body) {
        byte[] part = new byte[DRAINED_AT_ONCE];
        try {
            for (int left = MOST_DRAINED; left > 0; ) {
                int read = body.read(part, 0, Math.min(part.length, left));
                left = read < 0 ? 0 : left - read;
            }
        } catch (IOException e) {
            LOGGER.debug(
                    "The rest of a request's body is not read: {}", e.getClass().getName());
        }
    }
}
