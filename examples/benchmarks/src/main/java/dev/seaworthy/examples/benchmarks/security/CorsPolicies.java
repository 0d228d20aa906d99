package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.cors.Cors;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.springframework.web.cors.CorsConfiguration;

/** The same policy by each library: some origins, with credentials. */
final class CorsPolicies {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "X-Request-Id");
    private static final List<String> EXPOSED = List.of("ETag", "X-Total-Count");
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private CorsPolicies() {}

    static Cors seaworthy(Collection<String> origins) {
        return Cors.builder()
                .origins(origins.toArray(String[]::new))
                .methods(METHODS.toArray(String[]::new))
                .headers(HEADERS.toArray(String[]::new))
                .exposedHeaders(EXPOSED.toArray(String[]::new))
                .allowCredentials()
                .maxAge(MAX_AGE)
                .build();
    }

    static CorsConfiguration spring(Collection<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        for (String origin : origins) {
            if (origin.contains("*")) {
                cors.addAllowedOriginPattern(origin);
            } else {
                cors.addAllowedOrigin(origin);
            }
        }
        cors.setAllowedMethods(METHODS);
        cors.setAllowedHeaders(HEADERS);
        cors.setExposedHeaders(EXPOSED);
        cors.setAllowCredentials(true);
        cors.setMaxAge(MAX_AGE);
        return cors;
    }

    /** Started, with nothing behind it. */
    static CrossOriginHandler jetty(Collection<String> origins) {
        CrossOriginHandler cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(
                origins.stream().map(CorsPolicies::regex).collect(Collectors.toCollection(LinkedHashSet::new)));
        cors.setAllowedMethods(Set.copyOf(METHODS));
        cors.setAllowedHeaders(Set.copyOf(HEADERS));
        cors.setExposedHeaders(Set.copyOf(EXPOSED));
        cors.setAllowCredentials(true);
        cors.setPreflightMaxAge(MAX_AGE);
        new Server().setHandler(cors);
        try {
            cors.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return cors;
    }

    private static String regex(String origin) {
        return Arrays.stream(origin.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[a-z0-9.-]+"));
    }
}
