package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.http.HttpSecurity;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;

/** Its limit is the application's: what Helidon refuses by {@code maxPayloadSize} passes no filter. */
class HelidonTest extends FrameworkContract {
    private WebServer server;

    @Override
    int start(HttpSecurity security) {
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.addFilter(InHelidon.protect(security))
                        .get("/api/ok", (request, response) -> response.send("read me"))
                        .any("/api/boast", (request, response) -> response.header(
                                        HeaderNames.create("X-Powered-By"), "Helidon")
                                .header(HeaderNames.SERVER, "Helidon")
                                .header(HeaderNames.VARY, "Accept-Encoding")
                                .send("read me"))
                        .post("/api/upload", (request, response) -> {
                            int length = request.content().as(byte[].class).length;
                            if (length > MAX_UPLOAD) {
                                throw new HttpException("too large", Status.REQUEST_ENTITY_TOO_LARGE_413);
                            }
                            response.send(String.valueOf(length));
                        })
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
