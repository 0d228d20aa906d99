package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VercelConfigTest {
    @TempDir
    Path folder;

    @Test
    void the_declared_contentmax_is_the_one_of_the_story() {
        VercelConfig declared = Fixtures.contentMax().build();
        VercelConfig story = VercelConfig.parse(Fixtures.text("contentmax.json"));

        assertThat(declared.differences(story)).isEmpty();
        assertThat(story).isEqualTo(declared).hasSameHashCodeAs(declared);
        assertThat(declared.validate(VercelPlan.PRO))
                .allMatch(problem -> problem.severity() == Severity.NOTE)
                .extracting(problem -> problem.pointer())
                .containsExactly("/crons", "/env");
    }

    @Test
    void every_field_of_the_story_has_a_type() {
        VercelConfig story = VercelConfig.parse(Fixtures.text("contentmax.json"));

        assertThat(story.framework()).contains("nextjs");
        assertThat(story.buildCommand()).contains("npm run build");
        assertThat(story.outputDirectory()).contains(".next");
        assertThat(story.devCommand()).contains("npm run dev");
        assertThat(story.installCommand()).contains("npm install");
        assertThat(story.regions()).containsExactly("iad1", "sfo1", "cdg1");
        assertThat(story.functions())
                .hasSize(3)
                .containsEntry("app/api/bulk/route.ts", VercelFunction.maxDuration(Duration.ofMinutes(5)));
        assertThat(story.headers())
                .containsExactly(HeaderRule.of("/api/(.*)")
                        .with("X-Content-Type-Options", "nosniff")
                        .with("X-Frame-Options", "DENY")
                        .with("X-XSS-Protection", "1; mode=block")
                        .with("Referrer-Policy", "strict-origin-when-cross-origin"));
        assertThat(story.redirects()).containsExactly(Redirect.permanent("/home", "/"));
        assertThat(story.rewrites()).isEmpty();
        assertThat(story.env()).containsEntry("NODE_ENV", "production").hasSize(3);
        assertThat(story.crons())
                .containsExactly(
                        new VercelCron("/api/cron/cleanup", "0 2 * * *"),
                        new VercelCron("/api/cron/backup", "0 */6 * * *"));
    }

    @Test
    void what_is_written_is_what_was_read() {
        String text = """
                {
                  "zeta": null,
                  "framework": null,
                  "images": {
                    "sizes": [
                      1.50,
                      12345678901234567890
                    ]
                  },
                  "alpha": [
                    {
                      "b": false,
                      "a": "\\u0001é"
                    },
                    null
                  ]
                }
                """;

        assertThat(VercelConfig.parse(text).toJson()).isEqualTo(text);
        assertThat(VercelConfig.parse(text).toBuilder().regions("iad1").build().toJson())
                .isEqualTo(text.replaceFirst("]\n}\n$", "],\n  \"regions\": [\n    \"iad1\"\n  ]\n}\n"));
    }

    @Test
    void half_a_pair_of_characters_stays_as_it_was_written() throws IOException {
        VercelConfig config = VercelConfig.parse("{\"a\": \"x\\uD800y\", \"b\": \"\\uD83D\\uDE00\"}");

        config.write(folder.resolve("vercel.json"));

        assertThat(Files.readString(folder.resolve("vercel.json")))
                .contains("x\\uD800y")
                .contains("😀");
        assertThat(VercelConfig.read(folder.resolve("vercel.json"))).isEqualTo(config);
    }

    @Test
    void routes_with_conditions_are_read_as_they_were_declared() {
        Redirect redirect = Redirect.withStatus(302, "/a", "/b")
                .has(RouteCondition.host("old.example"))
                .has(RouteCondition.query("q", "(?<q>.*)"))
                .missing(RouteCondition.cookie("session"));
        Rewrite rewrite = Rewrite.of("/x/:y", "https://api.example/:y").has(RouteCondition.header("X-Beta", "1"));
        HeaderRule headers = HeaderRule.of("/(.*)").with("X-A", "b").missing(RouteCondition.query("raw"));
        VercelFunction function = new VercelFunction(
                Optional.empty(),
                true,
                Optional.of(1_024),
                Optional.of("x@1"),
                List.of("fra1"),
                Optional.of("a/**"),
                Optional.empty());

        VercelConfig config = VercelConfig.parse(VercelConfig.builder()
                .redirect(redirect)
                .rewrite(rewrite)
                .headers(headers)
                .function("api/*.js", function)
                .build()
                .toJson());

        assertThat(config.redirects()).containsExactly(redirect);
        assertThat(config.rewrites()).containsExactly(rewrite);
        assertThat(config.headers()).containsExactly(headers);
        assertThat(config.functions()).isEqualTo(Map.of("api/*.js", function));
    }

    @Test
    void a_header_that_is_set_twice_by_a_lambda_has_the_last_value() {
        VercelConfig config = VercelConfig.builder()
                .headers("/(.*)", sink -> {
                    sink.accept("X-Frame-Options", "SAMEORIGIN");
                    sink.accept("x-frame-options", "DENY");
                })
                .build();

        assertThat(config.headers()).containsExactly(HeaderRule.of("/(.*)").with("x-frame-options", "DENY"));
    }

    @Test
    void a_build_tells_of_all_errors_together_and_of_no_secret() {
        VercelConfig.Builder builder = VercelConfig.builder()
                .redirect(Redirect.permanent("/(x", "/"))
                .cron("api", "0 2 * *")
                .env("STRIPE_SECRET_KEY", "hunter2hunter2");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/redirects/0/source")
                .hasMessageContaining("/crons/0/path")
                .hasMessageContaining("/crons/0/schedule")
                .hasMessageContaining("/env/STRIPE_SECRET_KEY")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_field_of_another_type_is_told_of_with_its_place() {
        VercelConfig config = Fixtures.of(
                "{'regions': 'iad1', 'crons': [{'path': 1}], 'functions': {'a/b': {'maxDuration': 0}}, 'env': {'A': 1}}");

        assertThatThrownBy(config::regions)
                .isInstanceOf(VercelException.class)
                .hasMessageStartingWith("vercel.json: /regions is not a list")
                .extracting(thrown -> ((VercelException) thrown).pointer())
                .isEqualTo("/regions");
        assertThatThrownBy(config::crons).hasMessageContaining("/crons/0/path");
        assertThatThrownBy(config::functions).hasMessageContaining("/functions/a~1b");
        assertThatThrownBy(config::env).hasMessageContaining("/env/A");
        assertThat(config.framework()).isEmpty();
    }

    @Test
    void what_is_no_json_object_is_refused() {
        assertThatThrownBy(() -> VercelConfig.parse("[]"))
                .isInstanceOf(VercelException.class)
                .hasMessageContaining("object");
        assertThatThrownBy(() -> VercelConfig.parse("{\n \"a\": s3cret}"))
                .isInstanceOf(VercelException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThatThrownBy(() -> VercelConfig.parse("{\"a\": 1, \"a\": 2}")).isInstanceOf(VercelException.class);
        assertThatThrownBy(() -> VercelConfig.parse("{\"a\": " + "[".repeat(200) + "]".repeat(200) + "}"))
                .isInstanceOf(VercelException.class)
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> VercelConfig.parse(" ".repeat(VercelConfig.LONGEST + 1)))
                .isInstanceOf(VercelException.class);
    }

    @Test
    void a_file_that_cannot_be_read_is_told_of() throws IOException {
        Path file = folder.resolve("vercel.json");
        assertThatThrownBy(() -> VercelConfig.read(file))
                .isInstanceOf(VercelException.class)
                .hasMessageContaining("vercel.json");

        Files.write(file, "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> VercelConfig.read(file)).hasMessageContaining("UTF-8");

        byte[] blanks = new byte[VercelConfig.LONGEST + 1];
        Arrays.fill(blanks, (byte) ' ');
        Files.write(file, blanks);
        assertThatThrownBy(() -> VercelConfig.read(file)).hasMessageContaining("larger");
        assertThatThrownBy(() -> Fixtures.of("{}").write(folder.resolve("none/vercel.json")))
                .isInstanceOf(VercelException.class);
    }

    @Test
    void a_file_is_written_whole_and_nothing_else_stays() throws IOException {
        Path file = folder.resolve("vercel.json");
        Files.writeString(file, "old");

        Fixtures.contentMax().build().write(file);

        assertThat(VercelConfig.read(file)).isEqualTo(Fixtures.contentMax().build());
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void what_it_prints_holds_no_value() {
        assertThat(Fixtures.of("{'env': {'A': 's3cret'}}")).hasToString("vercel.json with env");
    }

    @Test
    void a_value_that_is_no_json_is_refused() {
        assertThatThrownBy(() -> VercelConfig.builder().field("a", Map.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VercelConfig.builder().field("a", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VercelConfig.builder().field("a", new Object()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_builder_does_not_change_what_it_has_built() {
        VercelConfig.Builder builder = VercelConfig.builder().env("A", "1");
        VercelConfig before = builder.build();
        VercelConfig changed = before.toBuilder().env("B", "2").build();
        builder.env("C", "3");

        assertThat(before.env()).containsOnlyKeys("A");
        assertThat(changed.env()).containsOnlyKeys("A", "B");
        assertThat(changed.toBuilder().without("env").build().toJson()).isEqualTo("{ }\n");
    }
}
