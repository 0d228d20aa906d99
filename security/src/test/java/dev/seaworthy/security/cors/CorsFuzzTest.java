package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.headers.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Hostile text in every place that a request or a form can put it. */
class CorsFuzzTest {
    private static final List<String> PIECES = List.of(
            "https://",
            "http://",
            "app.example",
            "a.",
            "x-1_2.",
            ".example.com",
            "example.com",
            "localhost",
            "[::1]",
            ":8443",
            ":0",
            ":443",
            ":65535",
            ":65536",
            ":",
            "*",
            "*.",
            "null",
            ",",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u007f",
            "/",
            "@",
            "#",
            "%",
            "\"",
            "\\",
            "é",
            "\u212a",
            "\ud800",
            "\uff0e",
            "x-note",
            "authorization",
            "PUT",
            "a.a.a.a.a.a.a.a.".repeat(20),
            "x".repeat(300));
    private static final Pattern ALLOWED = Pattern.compile("https://app\\.example"
            + "|https://([a-z0-9_-]{1,63}\\.)+example\\.com(:[1-9][0-9]{0,4})?"
            + "|http://localhost(:[1-9][0-9]{0,4})?");

    private final Random random = new Random(31);
    private final Cors cors = Cors.builder()
            .origins("https://app.example", "https://*.example.com:*", "http://localhost:*")
            .methods("PUT")
            .headers("X-Note", "Authorization")
            .explainRefusals()
            .varyOnPreflights()
            .build();

    @Test
    void no_request_makes_it_throw_or_echo_what_was_not_allowed() {
        int echoed = 0;
        for (int i = 0; i < 20_000; i++) {
            String origin = random.nextInt(4) == 0 ? origin() : text();
            CorsRequest request = new CorsRequest(
                    random.nextBoolean() ? "OPTIONS" : text(),
                    random.nextInt(10) == 0 ? Optional.empty() : Optional.of(origin),
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextBoolean() ? "PUT" : text()),
                    lines());

            for (HeaderField header : cors.decide(request).headers()) {
                if (header.name().equals("Access-Control-Allow-Origin")) {
                    assertThat(header.value()).isEqualTo(origin).matches(ALLOWED);
                    echoed++;
                } else {
                    assertThat(header.value()).isIn(FIXED);
                }
            }
            assertThat(cors.explain(request)).matches("[ -~]{1,1000}");
        }
        assertThat(echoed).isGreaterThan(200);
    }

    private static final List<String> FIXED = List.of(
            "Origin",
            "PUT",
            "X-Note, Authorization",
            "Access-Control-Request-Method",
            "Access-Control-Request-Headers",
            "the origin is not allowed",
            "the method is not allowed",
            "a header is not allowed");

    @Test
    void no_declaration_makes_it_throw_but_by_its_report() {
        int built = 0;
        for (int i = 0; i < 5_000; i++) {
            Cors.Builder builder = Cors.builder()
                    .origins(random.nextBoolean() ? origin() : text())
                    .methods(random.nextBoolean() ? "PUT" : text())
                    .headers(random.nextBoolean() ? "X-Note" : text())
                    .exposedHeaders(random.nextBoolean() ? "X-Note" : text());
            if (random.nextBoolean()) {
                builder.allowCredentials();
            }
            List<CorsProblem> problems = builder.problems();
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.message()).matches("[ -~]{10,1000}"));
            if (problems.isEmpty()) {
                builder.build();
                built++;
            }
        }
        assertThat(built).isGreaterThan(20);
    }

    @Test
    void every_origin_that_can_be_declared_exactly_is_allowed_as_it_stands() {
        int declared = 0;
        for (int i = 0; i < 5_000; i++) {
            String origin = origin();
            Cors.Builder builder = Cors.builder().origins(origin);
            if (builder.problems().isEmpty() && !origin.contains("*")) {
                assertThat(builder.build().allowsOrigin(origin)).isTrue();
                assertThat(SeenOrigin.of(origin)).isPresent();
                declared++;
            }
        }
        assertThat(declared).isGreaterThan(200);
    }

    /** Near to one that is allowed, and often one. */
    private String origin() {
        String host = random.nextInt(4) == 0 ? "localhost" : pick(PIECES) + pick(PIECES) + "example.com";
        return pick(PIECES.subList(0, 2)) + host + (random.nextBoolean() ? "" : pick(PIECES.subList(9, 15)));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(random.nextInt(5) == 0 ? String.valueOf((char) random.nextInt(0x300)) : pick(PIECES));
        }
        return text.toString();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(random.nextBoolean() ? "x-note" : text());
        }
        return lines;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
