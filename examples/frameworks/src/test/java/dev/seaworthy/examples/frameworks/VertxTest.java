package dev.seaworthy.examples.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.http.HttpSecurity;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VertxTest extends FrameworkContract {
    private Vertx vertx;

    @Override
    int start(HttpSecurity security) throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        InVertx.protect(router, security);
        router.get("/api/ok").handler(context -> context.end("read me"));
        router.route("/api/boast").handler(context -> {
            context.response()
                    .putHeader("X-Powered-By", "Vert.x")
                    .putHeader("Server", "Vert.x")
                    .putHeader("Vary", "Accept-Encoding");
            context.end("read me");
        });
        router.post("/api/upload")
                .handler(context -> context.end(String.valueOf(context.body().length())));
        router.get("/api/thrown").handler(context -> {
            throw new IllegalStateException("on purpose");
        });
        router.get("/page").handler(context -> context.end(context.<String>get("nonce")));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    /** The request is paused until its protection has decided. */
    @Test
    void a_preflight_with_a_body_leaves_the_connection_usable() throws Exception {
        HttpRequest.Builder preflight = preflight(APP).method("OPTIONS", BodyPublishers.ofByteArray(new byte[300_000]));

        assertThat(send(preflight).statusCode()).isEqualTo(204);
        assertThat(send(to("/api/ok")).body()).isEqualTo("read me");
    }

    @Test
    void too_large_a_body_for_an_endpoint_is_refused() throws Exception {
        HttpResponse<String> answer = refusal("/echo");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Override
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
