package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/**
 * Helidon 4 needs JDK 21. The first filter of the routing: {@code routing.addFilter(InHelidon.protect(security))}. What
 * Helidon refuses before its routing, such as a body over {@code maxPayloadSize}, carries no header of ours.
 */
final class InHelidon {
    private InHelidon() {}

    static Filter protect(HttpSecurity security) {
        return (chain, request, response) -> {
            Passage passage = security.admit(view(request));
            HeaderSink sink = sink(response.headers());
            passage.writeTo(sink);
            response.beforeSend(() -> passage.settle(sink));
            passage.nonce().ifPresent(nonce -> request.context().register("nonce", nonce.value()));
            passage.answer().ifPresentOrElse(answer -> send(answer, response), chain::proceed);
        };
    }

    private static IncomingRequest view(RoutingRequest request) {
        return IncomingRequest.of(
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                name -> request.headers().all(HeaderNames.create(name), List::of),
                request.remotePeer().host(),
                request.isSecure(),
                () -> request.content().inputStream());
    }

    private static HeaderSink sink(ServerResponseHeaders headers) {
        return HeaderSink.of(
                () -> headers.stream().map(Header::name).toList(),
                name -> headers.all(HeaderNames.create(name), List::of),
                (name, value) -> headers.set(HeaderNames.create(name), value),
                (name, value) -> headers.add(HeaderNames.create(name), value),
                name -> headers.remove(HeaderNames.create(name)));
    }

    private static void send(Answer answer, RoutingResponse response) {
        answer.headers()
                .forEach(header -> response.headers().set(HeaderNames.create(header.name()), header.value()));
        response.status(answer.status());
        response.send(answer.body());
    }
}
