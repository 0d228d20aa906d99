package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** In a worker's thread, since an endpoint may take its time. */
final class InVertx {
    private static final int MAX_BODY = 1 << 20;

    private InVertx() {}

    static void protect(Router router, HttpSecurity security) {
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.route().blockingHandler(context -> admit(context, security), false);
    }

    private static void admit(RoutingContext context, HttpSecurity security) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        HeaderSink sink = HeaderSink.of(headers::names, headers::getAll, headers::set, headers::add, headers::remove);
        Passage passage = security.admit(IncomingRequest.of(
                request.method().name(),
                request.path(),
                request.headers()::getAll,
                request.remoteAddress().hostAddress(),
                request.isSSL(),
                () -> body(context)));
        passage.writeTo(sink);
        context.addHeadersEndHandler(begun -> passage.settle(sink));
        passage.nonce().ifPresent(nonce -> context.put("nonce", nonce.value()));
        passage.answer().ifPresentOrElse(answer -> send(answer, context), context::next);
    }

    private static InputStream body(RoutingContext context) {
        return new ByteArrayInputStream(
                context.body().buffer() == null
                        ? new byte[0]
                        : context.body().buffer().getBytes());
    }

    private static void send(Answer answer, RoutingContext context) {
        answer.headers().forEach(header -> context.response().putHeader(header.name(), header.value()));
        context.response().setStatusCode(answer.status()).end(answer.body());
    }
}
