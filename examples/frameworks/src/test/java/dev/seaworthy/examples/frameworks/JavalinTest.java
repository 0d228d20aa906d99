package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import io.javalin.Javalin;
import org.junit.jupiter.api.Test;

class JavalinTest extends FrameworkContract {
    private Javalin server;

    @Override
    int start(HttpSecurity security) {
        server = Javalin.create(config -> {
                    config.http.maxRequestSize = MAX_UPLOAD;
                    InJavalin.protect(config, security);
                    config.routes.get("/api/ok", context -> context.result("read me"));
                    config.routes.get(
                            "/api/boast",
                            context -> context.header("X-Powered-By", "Javalin")
                                    .header("Server", "Javalin")
                                    .header("Vary", "Accept-Encoding")
                                    .result("read me"));
                    config.routes.get("/api/cleared", context -> context.res().reset());
                    config.routes.post(
                            "/api/upload", context -> context.result(String.valueOf(context.bodyAsBytes().length)));
                    config.routes.get("/api/thrown", context -> {
                        throw new IllegalStateException("on purpose");
                    });
                    config.routes.get(
                            "/page", context -> context.result(context.<String>attribute(SecurityFilter.NONCE)));
                })
                .start("127.0.0.1", 0);
        return server.port();
    }

    @Test
    void headers_that_the_application_clears_are_there_again() throws Exception {
        assertHardened(get("/api/cleared"), 200);
    }

    @Override
    void stop() {
        server.stop();
    }
}
