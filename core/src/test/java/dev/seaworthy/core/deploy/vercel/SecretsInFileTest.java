package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import dev.seaworthy.core.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInFileTest {
    private static final String FAKE = "Zq7" + "x9PvK2mT4wB8nR5cY";

    @ParameterizedTest
    @CsvSource({
        "SUPABASE_SERVICE_ROLE_KEY, abcdefgh12",
        "db-password, abcdefgh12",
        "STRIPE_WEBHOOK_SECRET, abcdefgh12",
        "GITHUB_TOKEN_2, abcdefgh12",
        "CRON_SECRET, abcdefgh12",
        "X, sk_live_FAKE",
        "X, whsec_FAKE",
        "X, sk-proj-FAKE",
        "X, AKIAABCDEFGHIJKLMNOP",
        "X, ghp_FAKEFAKE",
        "X, xoxb-1234567890-FAKE",
        "X, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.FAKE",
        "X, postgresql://user:FAKE@db.example/app",
        "X, -----BEGIN PRIVATE KEY-----",
        "X, Bearer FAKEFAKE",
        "NEXT_PUBLIC_KEY, sk_live_FAKE",
        "SITE_PASSWORD, abcdefgh12",
        "PUBLIC_CLIENT_SECRET, abcdefgh12",
        "DB_PASSWORD, @Abcdefgh!12",
        "NEXT_PUBLIC_STRIPE_SECRET_KEY, abcdefgh12",
        "DB_PASSWORD, @my secret",
    })
    void a_secret_is_an_error_and_is_not_told(String name, String value) {
        String secret = value.replace("FAKE", FAKE);

        List<VercelProblem> problems = of(Map.of("env", Map.of(name, secret)));

        assertThat(errors(problems)).containsExactly("/env/" + name);
        assertThat(problems.toString()).doesNotContain(secret).doesNotContain(FAKE);
    }

    @ParameterizedTest
    @CsvSource({
        "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY, pk_live_abc",
        "NEXT_PUBLIC_SUPABASE_ANON_KEY, abc",
        "STRIPE_SECRET_KEY, @stripe-secret-key",
        "NEXT_PUBLIC_MAP_TOKEN, abcdefgh12",
        "STRIPE_SECRET_KEY, ''",
        "NODE_ENV, production",
        "KEYBOARD, qwertyuiop",
        "APP_URL, https://contentmax.ai/a:b@c",
        "COMMIT, 5f2c9a1be0d34c7788a1f0e9d2b3c4a5f6e7d8c9",
    })
    void what_everyone_may_read_is_none(String name, String value) {
        assertThat(of(Map.of("env", Map.of(name, value))))
                .extracting(VercelProblem::pointer)
                .containsExactly("/env");
    }

    @Test
    void a_short_value_or_a_random_one_is_a_warning() {
        assertThat(of(Map.of("env", Map.of("CACHE_KEY", "v1"))))
                .anyMatch(problem -> problem.toString().startsWith("WARNING /env/CACHE_KEY"));
        assertThat(of(Map.of("env", Map.of("SALT", "q8ZrT1xYb7NcW5vKe3MhJ9gLpA2dF4sU6o"))))
                .anyMatch(problem -> problem.toString().startsWith("WARNING /env/SALT"))
                .noneMatch(problem -> problem.toString().contains("q8Zr"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", // openssl rand -hex 32
                "B94D27B9934D3E08A52E52D7DA7DABFA",
            })
    void hexadecimal_that_looks_random_is_a_warning(String value) {
        assertThat(of(Map.of("env", Map.of("SALT", value))))
                .anyMatch(problem -> problem.toString().startsWith("WARNING /env/SALT"))
                .noneMatch(problem -> problem.toString().contains(value));
    }

    @Test
    void a_secret_is_found_wherever_it_is_and_is_never_quoted() {
        String secret = "sk_live_" + FAKE;
        List<VercelProblem> problems = of(Map.of(
                "build", Map.of("env", Map.of("API_KEY", "abcdefgh12")),
                "regions", List.of(secret),
                "crons", List.of(Map.of("path", secret, "schedule", secret)),
                "redirects",
                        List.of(Map.of("source", "/(" + secret, "destination", "https://a:" + FAKE + "@b.example")),
                "headers",
                        List.of(Map.of(
                                "source",
                                "/a",
                                "headers",
                                List.of(Map.of("key", "Authorization", "value", "Bearer " + FAKE))))));

        assertThat(errors(problems))
                .contains(
                        "/build/env/API_KEY",
                        "/regions/0",
                        "/crons/0/path",
                        "/crons/0/schedule",
                        "/redirects/0/source",
                        "/redirects/0/destination",
                        "/headers/0/headers/0/value");
        assertThat(problems.toString()).doesNotContain(FAKE);
    }

    private static List<String> errors(List<VercelProblem> problems) {
        return problems.stream()
                .filter(problem -> problem.toString().startsWith("ERROR"))
                .map(VercelProblem::pointer)
                .toList();
    }

    private static List<VercelProblem> of(Map<String, Object> file) {
        return VercelConfig.parse(Json.write(file)).validate(VercelPlan.UNKNOWN);
    }
}
