package dev.seaworthy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import dev.seaworthy.security.headers.SecurityHeaders;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A service that is no servlet embeds the module's classes and the JDK alone, but for the report collector. */
class LightClassPathTest {
    @Test
    void works_without_the_servlet_api() throws Exception {
        URL classes =
                SecurityHeaders.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> headers = alone.loadClass("dev.seaworthy.security.headers.SecurityHeaders");
            Class<?> sink = alone.loadClass("dev.seaworthy.security.headers.HeaderSink");
            Object recorded = alone.loadClass("dev.seaworthy.security.testing.RecordingHeaders")
                    .getConstructor()
                    .newInstance();
            Object owasp = headers.getMethod("owasp").invoke(null);

            headers.getMethod("writeTo", sink, boolean.class).invoke(owasp, recorded, true);

            assertThat(recorded.toString()).contains("X-Frame-Options: DENY");
            Class<?> policies = alone.loadClass("dev.seaworthy.security.csp.ContentSecurityPolicy");
            Object policy = policies.getMethod("of", String.class).invoke(null, "default-src 'self'");
            assertThat(alone.loadClass("dev.seaworthy.security.csp.audit.CspAudit")
                            .getMethod("ofHeader", String[].class)
                            .invoke(null, (Object) new String[] {policy.toString()})
                            .toString())
                    .contains("MEDIUM frame-ancestors");
            assertThatThrownBy(() -> accept(alone))
                    .cause()
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("dev/seaworthy/core/json");
            assertThat(alone.loadClass("dev.seaworthy.security.cors.Cors")
                            .getMethod("denyAll")
                            .invoke(null))
                    .isNotNull();
            assertThatThrownBy(() -> alone.loadClass("dev.seaworthy.security.http.servlet.SecurityFilter"))
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void protects_a_server_of_the_jdk_with_core_and_slf4j_alone() throws Exception {
        URL[] urls = Stream.of(SecurityHeaders.class, Secret.class, LoggerFactory.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (URLClassLoader alone = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1))
                    .getFilters()
                    .add(filter(alone));
            server.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                            .headers()
                            .firstValue("X-Frame-Options"))
                    .contains("DENY");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void limits_rates_with_bucket4j_and_caffeine_alone_and_needs_no_back_end() throws Exception {
        URL[] urls = Stream.of(SecurityHeaders.class, Secret.class, LoggerFactory.class, Bucket.class, Caffeine.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        try (URLClassLoader alone = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?> policies = alone.loadClass("dev.seaworthy.security.ratelimit.RatePolicy");
            Object policy = policies.getMethod("perWindow", String.class, long.class, Duration.class)
                    .invoke(null, "burst", 1, Duration.ofMinutes(1));
            Class<?> limiters = alone.loadClass("dev.seaworthy.security.ratelimit.RateLimiter");
            Object builder = limiters.getMethod("builder").invoke(null);
            builder.getClass().getMethod("policy", policies).invoke(builder, policy);
            Object limiter = builder.getClass().getMethod("build").invoke(builder);

            assertThat(limiters.getMethod("tryConsume", String.class).invoke(limiter, "a"))
                    .asString()
                    .contains("admitted");
            assertThatThrownBy(() -> alone.loadClass("dev.seaworthy.security.ratelimit.RedisBuckets")
                            .getMethods())
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }

    private static Filter filter(ClassLoader alone) throws ReflectiveOperationException {
        Class<?> headers = alone.loadClass("dev.seaworthy.security.headers.SecurityHeaders");
        Class<?> security = alone.loadClass("dev.seaworthy.security.http.HttpSecurity");
        Object builder = security.getMethod("builder").invoke(null);
        Class<?> type = builder.getClass();
        type.getMethod("headers", headers)
                .invoke(builder, headers.getMethod("owasp").invoke(null));
        return (Filter) alone.loadClass("dev.seaworthy.security.http.jdk.HttpServerFilter")
                .getConstructor(security)
                .newInstance(type.getMethod("build").invoke(builder));
    }

    private static void accept(ClassLoader alone) throws ReflectiveOperationException {
        Class<?> reports = alone.loadClass("dev.seaworthy.security.csp.report.ViolationReports");
        Object builder = reports.getMethod("builder").invoke(null);
        Object collector = builder.getClass().getMethod("build").invoke(builder);
        reports.getMethod("accept", String.class, byte[].class)
                .invoke(collector, "application/csp-report", "{}".getBytes(StandardCharsets.UTF_8));
    }
}
