package dev.seaworthy.core.deploy.vercel.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PathPatternTest {
    private static final List<String> PATHS = List.of(
            "/",
            "/a",
            "/blog",
            "/a/b",
            "/blog/42",
            "/blog/x",
            "/en",
            "/ab",
            "/a.b",
            "/-x",
            "/1",
            "/blog/a/b",
            "/aa",
            "/aab",
            "",
            "/A",
            "/B",
            "/é",
            "/x/2026",
            "/blog/",
            "/&",
            "/b");

    /** Each line was written by {@code @vercel/routing-utils} 6.6.0, which has path-to-regexp 6.1, on Node.js 20. */
    @TestFactory
    Stream<DynamicTest> reads_as_routing_utils_does() {
        return lines("/dev/seaworthy/core/deploy/vercel/patterns.jsonl")
                .map(line -> (Map<?, ?>) Objects.requireNonNull(Json.readTree(line)))
                .map(vector -> DynamicTest.dynamicTest("routing-utils: " + vector.get("source"), () -> check(vector)));
    }

    private static void check(Map<?, ?> vector) {
        String source = (String) vector.get("source");
        if (vector.containsKey("refused")) {
            assertThatThrownBy(() -> PathPattern.ofSource(source)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        PathPattern pattern = PathPattern.ofSource(source);
        assertThat(plain(pattern.regex())).isEqualTo(plain((String) vector.get("regex")));
        assertThat(PATHS.stream().filter(path -> matches(pattern, path)).toList())
                .isEqualTo(vector.get("matches"));
    }

    @Test
    void tells_the_parameters() {
        PathPattern pattern = PathPattern.of("/blog/:year(\\d{4})/:slug/(.*)");

        assertThat(pattern.match("/blog/2026/hello/a/b", Steps.ofOneMatch()))
                .contains(Map.of("year", "2026", "slug", "hello", "0", "a/b"));
        assertThat(pattern.names()).containsExactly("year", "slug");
        assertThat(PathPattern.of("/a/:rest*").match("/a", Steps.ofOneMatch())).contains(Map.of());
    }

    @Test
    void covers_what_it_certainly_matches() {
        assertThat(covers("/blog/:slug", "/blog/hello")).isTrue();
        assertThat(covers("/blog/:a", "/blog/:b")).isTrue();
        assertThat(covers("/blog/(.*)", "/blog/:b/c")).isTrue();
        assertThat(covers("/(.*)", "/:x")).isTrue();
        assertThat(covers("/:a/:b", "/x/:y")).isTrue();
        assertThat(covers("/blog/:slug", "/blog/:path*")).isFalse();
        assertThat(covers("/blog/(.*)", "/blog/:path*")).isFalse();
        assertThat(covers("/blog/hello", "/blog/:slug")).isFalse();
        assertThat(covers("/:a(\\d+)", "/:b")).isFalse();
        assertThat(covers("/x/:y", "/:a/:b")).isFalse();
    }

    @Test
    void what_it_covers_it_matches() {
        Random random = new Random(7);
        List<String> parts = List.of("/a", "/b", "/:x", "/:y", "/(.*)", "/:p*", "/:n(\\d+)", "/x", "/a/b");
        Steps steps = Steps.ofManyMatches();
        int covered = 0;
        for (int round = 0; round < 4_000; round++) {
            PathPattern outer = PathPattern.of(some(parts, random));
            PathPattern inner = PathPattern.of(some(parts, random));
            if (outer.covers(inner, steps)) {
                covered++;
                for (String path : List.of("/a", "/b", "/a/b", "/x/7", "/a/b/x", "/7", "/b/a/7", "/x/a/b/q")) {
                    assertThat(!matches(inner, path) || matches(outer, path))
                            .as("%s covers %s, and %s", outer.regex(), inner.regex(), path)
                            .isTrue();
                }
            }
        }
        assertThat(covered).isGreaterThan(50);
    }

    @Test
    void a_pattern_that_tries_for_ever_is_given_up() {
        PathPattern pattern = PathPattern.of("/(.*)(.*)(.*)(.*)x");
        Steps steps = Steps.ofOneMatch();

        assertThat(pattern.match("/" + "a".repeat(60), steps)).isEmpty();
        assertThat(steps.isExhausted()).isTrue();
        assertThat(PathPattern.of("/((?:a|b)*)").match("/" + "ab".repeat(200_000), Steps.ofManyMatches()))
                .isEmpty();
    }

    @Test
    void one_match_looks_at_so_many_characters_and_no_more() {
        assertThat(PathPattern.of("/(.*)").match("/" + "a".repeat(60_000), Steps.ofManyMatches()))
                .isEmpty();
    }

    @Test
    void what_is_no_character_cannot_be_repeated() {
        assertThat(List.of("/(\\b+)", "/(a^*)", "/((?<=a)*b)", "/(a${2})"))
                .allSatisfy(source ->
                        assertThatThrownBy(() -> PathPattern.of(source)).hasMessageContaining("nothing to repeat"));
    }

    @Test
    void groups_without_end_are_refused() {
        assertThatThrownBy(() -> PathPattern.of("/(" + "(?:".repeat(5_000) + "a" + ")".repeat(5_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void finds_a_sample() {
        assertThat(PathPattern.of("/post/:id(\\d+)").sample(Steps.ofManyMatches()))
                .contains("/post/1");
        assertThat(PathPattern.of("/:lang(en|fr)/x").sample(Steps.ofManyMatches()))
                .contains("/en/x");
        assertThat(PathPattern.of("/:x(zzz)").sample(Steps.ofManyMatches())).isEmpty();
    }

    /** A slash is the same with and without a backslash, and Node.js adds one. */
    private static String plain(@Nullable String regex) {
        return Objects.requireNonNull(regex).replace("\\/", "/");
    }

    private static String some(List<String> parts, Random random) {
        return parts.get(random.nextInt(parts.size()))
                + (random.nextBoolean() ? parts.get(random.nextInt(parts.size())) : "");
    }

    private static boolean covers(String outer, String inner) {
        return PathPattern.of(outer).covers(PathPattern.of(inner), Steps.ofManyMatches());
    }

    private static boolean matches(PathPattern pattern, String path) {
        return pattern.match(path, Steps.ofOneMatch()).isPresent();
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(PathPatternTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
