package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VercelConfigFuzzTest {
    private static final List<String> NAMES = List.of(
            "framework",
            "regions",
            "functions",
            "headers",
            "redirects",
            "rewrites",
            "routes",
            "crons",
            "env",
            "build",
            "source",
            "destination",
            "key",
            "value",
            "has",
            "missing",
            "type",
            "permanent",
            "statusCode",
            "path",
            "schedule",
            "maxDuration",
            "memory",
            "cleanUrls",
            "trailingSlash",
            "images",
            "builds",
            "services",
            "",
            "/~");

    private static final List<Object> VALUES = Arrays.asList(
            null,
            true,
            0,
            -1,
            60,
            1.5,
            Long.MAX_VALUE,
            new java.math.BigDecimal("1E+999999"),
            "",
            "/",
            "/a",
            "/a/:x",
            "/(.*)",
            "/:a*",
            "/(",
            "\\",
            ":",
            "*",
            "host",
            "header",
            "nextjs",
            "max",
            "0 2 * * *",
            "* * * * *",
            "0 0 31 2 *",
            "https://x.example/:a",
            "\n",
            "é",
            "\uD800",
            "$1",
            "/:a{-:b}?",
            "[z-a]",
            "/((?:a+)+)b");

    private static final List<Consumer<VercelConfig>> VIEWS = List.of(
            VercelConfig::framework,
            VercelConfig::buildCommand,
            VercelConfig::regions,
            VercelConfig::functions,
            VercelConfig::headers,
            VercelConfig::redirects,
            VercelConfig::rewrites,
            VercelConfig::env,
            VercelConfig::crons);

    @Test
    void emit_parse_emit_is_stable_and_what_is_unknown_survives() {
        Random random = new Random(1);
        for (int round = 0; round < 150; round++) {
            Map<String, Object> tree = object(random, 0);
            VercelConfig config =
                    VercelConfig.parse(VercelConfig.parse(Json.write(tree)).toJson());

            assertThat(VercelConfig.parse(config.toJson()).toJson()).isEqualTo(config.toJson());
            assertThat(config.toJson()).isEqualTo(VercelJson.escaped(Json.write(tree)));
            assertThat(config.differences(VercelConfig.parse(config.toJson()))).isEmpty();
            assertThat(config.toBuilder().field("x", 1).without("x"))
                    .satisfies(builder -> assertThat(changed(config)).isEqualTo(config.toJson()));
        }
    }

    @Test
    void validate_never_throws_and_views_throw_ours_alone() {
        Random random = new Random(2);
        for (int round = 0; round < 250; round++) {
            VercelConfig config = VercelConfig.parse(Json.write(object(random, 0)));
            String text = config.toJson();
            for (VercelPlan plan : VercelPlan.values()) {
                throwsNothing(text, () -> config.validate(plan));
            }
            throwsNothing(text, () -> config.trace("/a/b"));
            VIEWS.forEach(view -> throwsOursAlone(text, () -> view.accept(config)));
        }
    }

    @Test
    void hostile_text_throws_ours_alone() {
        Random random = new Random(3);
        String seed = Fixtures.text("contentmax.json");
        for (int round = 0; round < 800; round++) {
            StringBuilder text = new StringBuilder(seed);
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, "{}[]\",:\\u0\uD800\u0000".charAt(random.nextInt(12)));
                    default -> text.delete(at, Math.min(text.length(), at + 50));
                }
            }
            throwsOursAlone(
                    text.toString(), () -> VercelConfig.parse(text.toString()).validate(VercelPlan.PRO));
        }
    }

    private static String changed(VercelConfig config) {
        // build() refuses what is an error, so the copy is asked for what it would write
        try {
            return config.toBuilder().build().toJson();
        } catch (IllegalArgumentException refused) {
            return config.toJson();
        }
    }

    private static void throwsNothing(String text, Runnable action) {
        assertThatCode(action::run).as(text).doesNotThrowAnyException();
    }

    private static void throwsOursAlone(String text, Runnable action) {
        try {
            action.run();
        } catch (VercelException expected) {
            assertThat(expected).hasNoCause();
        } catch (RuntimeException | Error other) {
            throw new AssertionError(text, other);
        }
    }

    private static Map<String, @Nullable Object> object(Random random, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int members = random.nextInt(5); members >= 0; members--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth + 1));
        }
        return object;
    }

    private static @Nullable Object value(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 2 : 6);
        if (kind < 2) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        if (kind < 4) {
            return object(random, depth);
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int elements = random.nextInt(4); elements > 0; elements--) {
            list.add(value(random, depth + 1));
        }
        return list;
    }
}
