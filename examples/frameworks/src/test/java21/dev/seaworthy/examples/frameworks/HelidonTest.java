package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.http.HttpSecurity;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;

class HelidonTest extends FrameworkContract {
    private WebServer server;

    @Override
    int start(HttpSecurity security) {
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .maxPayloadSize(MAX_UPLOAD)
                .routing(routing -> routing.addFilter(InHelidon.protect(security))
                        .get("/api/ok", (request, response) -> response.send("read me"))
                        .get("/api/boast", (request, response) -> response.header(
                                        HeaderNames.create("X-Powered-By"), "Helidon")
                                .header(HeaderNames.SERVER, "Helidon")
                                .header(HeaderNames.VARY, "Accept-Encoding")
                                .send("read me"))
                        .post("/api/upload", (request, response) ->
                                response.send(String.valueOf(request.content().as(byte[].class).length)))
                        .get("/api/thrown", (request, response) -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .get("/page", (request, response) ->
                                response.send(request.context().get("nonce", String.class).orElse(""))))
                .build()
                .start();
        return server.port();
    }

    @Override
    void stop() {
        server.stop();
    }
}
