package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.http.HttpSecurity;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

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

    @Override
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
