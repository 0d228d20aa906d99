package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** In a worker's thread, since an endpoint may take its time. */
final class InVertx {
    private static final int MAX_BODY = 1 << 20;
    private static final int PATIENCE_SECONDS = 30;
    private static final Answer TOO_LARGE = Answer.json(413, "{\"error\":\"the body is too large\"}");

    private InVertx() {}

    static void protect(Router router, HttpSecurity security) {
        router.route().handler(InVertx::hold);
        router.route().blockingHandler(context -> admit(context, security), false);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    }

    /** The body waits until an endpoint or the BodyHandler reads it; what nobody has read goes with the answer. */
    private static void hold(RoutingContext context) {
        context.request().pause();
        context.addEndHandler(sent -> context.request().resume());
        context.next();
    }

    private static void admit(RoutingContext context, HttpSecurity security) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        HeaderSink sink = HeaderSink.of(headers::names, headers::getAll, headers::set, headers::add, headers::remove);
        AtomicBoolean isTooLarge = new AtomicBoolean();
        Passage passage = security.admit(IncomingRequest.of(
                request.method().name(),
                request.path(),
                request.headers()::getAll,
                request.remoteAddress().hostAddress(),
                request.isSSL(),
                () -> body(request, isTooLarge)));
        passage.writeTo(sink);
        context.addHeadersEndHandler(begun -> passage.settle(sink));
        passage.nonce().ifPresent(nonce -> context.put("nonce", nonce.value()));
        Optional<Answer> answer = isTooLarge.get() ? Optional.of(TOO_LARGE) : passage.answer();
        answer.ifPresentOrElse(given -> send(given, context), context::next);
    }

    /**
     * Comes in the event loop's thread while the worker's waits; an endpoint whose body is too large fails, which 413
     * tells.
     */
    private static InputStream body(HttpServerRequest request, AtomicBoolean isTooLarge) {
        Buffer read = Buffer.buffer();
        CompletableFuture<Buffer> whole = new CompletableFuture<>();
        request.exceptionHandler(whole::completeExceptionally)
                .endHandler(end -> whole.complete(read))
                .handler(part -> {
                    if (read.length() + part.length() > MAX_BODY) {
                        isTooLarge.set(true);
                        whole.completeExceptionally(new IOException("more than " + MAX_BODY + " bytes of body"));
                    } else {
                        read.appendBuffer(part);
                    }
                })
                .resume();
        return new ByteArrayInputStream(
                whole.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().getBytes());
    }

    private static void send(Answer answer, RoutingContext context) {
        answer.headers().forEach(header -> context.response().putHeader(header.name(), header.value()));
        context.response().setStatusCode(answer.status()).end(answer.body());
    }
}
