package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace;
import dev.seaworthy.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files, each with the verdict of the schemas and the routes of Vercel's own command line: {@code @vercel/build-utils}
 * 14.21.1 and {@code @vercel/routing-utils} 6.6.0.
 */
class CommandLineVectorsTest {
    /** Where we are stricter on purpose. */
    private static final List<String> STRICTER = List.of("once more", "round in a circle", "matches no path");

    @TestFactory
    Stream<DynamicTest> refuses_what_the_command_line_refuses_and_takes_what_it_takes() {
        AtomicInteger line = new AtomicInteger();
        return Fixtures.text("configs.jsonl")
                .lines()
                .map(text -> (Map<?, ?>) Objects.requireNonNull(Json.readTree(text)))
                .map(vector -> DynamicTest.dynamicTest("line " + line.incrementAndGet(), () -> check(vector)));
    }

    @TestFactory
    Stream<DynamicTest> traces_as_routing_utils_routes() {
        AtomicInteger line = new AtomicInteger();
        return Fixtures.text("routes.jsonl")
                .lines()
                .map(text -> (Map<?, ?>) Objects.requireNonNull(Json.readTree(text)))
                .map(vector -> DynamicTest.dynamicTest("line " + line.incrementAndGet(), () -> checkTrace(vector)));
    }

    private static void checkTrace(Map<?, ?> vector) {
        RouteTrace trace = VercelConfig.parse(Json.write(Objects.requireNonNull(vector.get("config"))))
                .trace((String) Objects.requireNonNull(vector.get("path")));

        List<?> redirect = (List<?>) vector.get("redirect");
        assertThat(trace.redirect().map(found -> List.of(found.status(), found.location())))
                .isEqualTo(Optional.ofNullable(redirect));
        assertThat(trace.rewrite().map(RouteTrace.Rewriting::destination))
                .isEqualTo(Optional.ofNullable((String) vector.get("rewrite")));
        Map<String, String> headers = new LinkedHashMap<>();
        trace.headers().forEach(header -> headers.put(header.name(), header.value()));
        assertThat(headers).isEqualTo(vector.get("headers"));
    }

    private static void check(Map<?, ?> vector) {
        VercelConfig config = VercelConfig.parse(Json.write(Objects.requireNonNull(vector.get("config"))));
        List<VercelProblem> errors = config.validate(VercelPlan.UNKNOWN).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .filter(problem -> STRICTER.stream().noneMatch(problem.sentence()::contains))
                .toList();
        if (Boolean.TRUE.equals(vector.get("accepted"))) {
            assertThat(errors).isEmpty();
            return;
        }
        assertThat(errors).isNotEmpty();
        for (Object pointer : (List<?>) Objects.requireNonNull(vector.get("pointers"))) {
            assertThat(errors)
                    .as("an error at %s, or below it", pointer)
                    .anyMatch(error -> error.pointer().startsWith(pointer.toString()));
        }
    }
}
