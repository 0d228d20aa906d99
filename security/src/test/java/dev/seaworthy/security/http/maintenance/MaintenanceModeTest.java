package dev.seaworthy.security.http.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.testkit.Logged;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceModeTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final MaintenanceMode closed =
            MaintenanceMode.when(() -> true).openPaths("/health", "/api/cron/").build();

    @Test
    void follows_its_switch_at_each_request() {
        AtomicBoolean on = new AtomicBoolean();
        MaintenanceMode mode =
                MaintenanceMode.when(on::get).openPaths("/health").build();

        assertThat(isOpen(mode, "/")).isTrue();
        on.set(true);
        assertThat(isOpen(mode, "/")).isFalse();
        on.set(false);
        assertThat(isOpen(mode, "/")).isTrue();
    }

    @Test
    void tells_programs_by_problem_details() {
        Answer answer = answer(closed, SampleRequest.get("/"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers())
                .containsExactly(
                        new HeaderField("Cache-Control", "no-store"),
                        new HeaderField("Content-Type", "application/problem+json"),
                        new HeaderField("Retry-After", "300"));
        assertThat(Json.readTree(answer.body()))
                .isEqualTo(Map.of(
                        "type", "about:blank",
                        "title", "Service Unavailable",
                        "status", 503,
                        "detail", "The service is down for maintenance. Please try again later."));
    }

    @Test
    void tells_people_by_a_page_that_a_strict_policy_lets_through() {
        Answer answer = answer(closed, SampleRequest.get("/").with("Accept", BROWSER));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers())
                .contains(
                        new HeaderField("Content-Type", "text/html; charset=utf-8"),
                        new HeaderField("Retry-After", "300"));
        assertThat(answer.body())
                .startsWith("<!doctype html>")
                .contains("<p>The service is down for maintenance. Please try again later.</p>")
                .doesNotContain("<style", "<script", "style=", "src=", "onload");
    }

    @Test
    void a_message_is_text_in_either_form() {
        String text = "Back at <b>2:00</b> & \"ready\"";
        MaintenanceMode mode = MaintenanceMode.when(() -> true)
                .openPaths("/health")
                .message(text)
                .build();

        assertThat(answer(mode, SampleRequest.get("/").with("Accept", BROWSER)).body())
                .contains("<p>Back at &lt;b&gt;2:00&lt;/b&gt; &amp; \"ready\"</p>");
        assertThat(Json.readTree(answer(mode, SampleRequest.get("/")).body()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("detail", text);
    }

    @ParameterizedTest
    @CsvSource({"PT10M, 600", "PT0.001S, 1", "PT1S, 1", "PT1.000000001S, 2", "P365D, 31536000"})
    void rounds_the_time_up_to_seconds(Duration time, String seconds) {
        MaintenanceMode mode = MaintenanceMode.when(() -> true)
                .openPaths("/health")
                .retryAfter(time)
                .build();

        assertThat(answer(mode, SampleRequest.get("/")).headers()).contains(new HeaderField("Retry-After", seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/cron/", "/api/cron/backup", "/api/cron/a/b"})
    void stays_open_on_the_paths_that_are_stated(String path) {
        assertThat(isOpen(closed, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/Health",
                "/health/",
                "/health/live",
                "/healthy",
                "//health",
                "/health;x",
                "/health/../admin",
                "/x/../health",
                "/./health",
                "/api/cron",
                "/api/cronjobs",
                "/api/cron/../admin",
                "/api/cron/..",
                "/api/cron/.",
                "/api/cron/./x",
                "/api/cron//admin",
                "/api/cron/..;/admin",
                "/api/cron/%2e%2e/admin",
                "/api/cron/..\\admin",
                "*",
                "",
            })
    void is_closed_on_all_others_and_on_ways_round(String path) {
        assertThat(isOpen(closed, path)).isFalse();
    }

    @Test
    void may_stay_open_on_a_well_known_path() {
        MaintenanceMode mode =
                MaintenanceMode.when(() -> true).openPaths("/.well-known/").build();

        assertThat(isOpen(mode, "/.well-known/security.txt")).isTrue();
    }

    @Test
    void lets_in_named_addresses() throws Exception {
        MaintenanceMode mode = MaintenanceMode.when(() -> true)
                .openPaths("/health")
                .openTo("203.0.113.0/24", "2001:db8::/32")
                .build();

        assertThat(isOpen(mode, "203.0.113.9", "/admin")).isTrue();
        assertThat(isOpen(mode, "2001:db8::9", "/admin")).isTrue();
        assertThat(isOpen(mode, "198.51.100.9", "/admin")).isFalse();
        assertThat(mode.answer(SampleRequest.get("/admin"), Optional::empty)).isPresent();
    }

    @Test
    void lets_in_whom_a_test_accepts() {
        MaintenanceMode mode = MaintenanceMode.when(() -> true)
                .openPaths("/health")
                .openTo(request -> request.line("X-Tester").isPresent())
                .build();

        assertThat(mode.answer(SampleRequest.get("/").with("X-Tester", "yes"), Optional::empty))
                .isEmpty();
        assertThat(isOpen(mode, "/")).isFalse();
    }

    @Test
    void lets_nobody_in_by_a_test_that_throws_and_tells_of_it_once() {
        MaintenanceMode mode = MaintenanceMode.when(() -> true)
                .openPaths("/health")
                .openTo(request -> {
                    throw new IllegalStateException("hunter2");
                })
                .openTo(request -> request.path().equals("/tested"))
                .build();

        try (Logged log = new Logged()) {
            assertThat(isOpen(mode, "/")).isFalse();
            assertThat(isOpen(mode, "/")).isFalse();
            assertThat(isOpen(mode, "/tested")).isTrue();

            assertThat(log.text())
                    .containsOnlyOnce("ERROR")
                    .contains("test of a caller failed", "java.lang.IllegalStateException")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void tells_of_a_test_that_fails_anew_and_of_each() {
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicBoolean other = new AtomicBoolean();
        MaintenanceMode mode = MaintenanceMode.when(() -> true)
                .openPaths("/health")
                .openTo(request -> sometimes(broken, new AtomicBoolean()).getAsBoolean())
                .openTo(request -> sometimes(other, new AtomicBoolean()).getAsBoolean())
                .build();

        try (Logged log = new Logged()) {
            assertThat(isOpen(mode, "/")).isFalse();
            broken.set(false);
            assertThat(isOpen(mode, "/")).isFalse();
            broken.set(true);
            other.set(true);
            assertThat(isOpen(mode, "/")).isFalse();

            assertThat(log.text().split("ERROR", -1)).hasSize(4);
        }
    }

    @Test
    void a_switch_that_throws_stays_where_it_was() {
        AtomicBoolean on = new AtomicBoolean(true);
        AtomicBoolean broken = new AtomicBoolean();
        MaintenanceMode mode =
                MaintenanceMode.when(sometimes(broken, on)).openPaths("/health").build();

        assertThat(isOpen(mode, "/")).isFalse();
        broken.set(true);
        assertThat(isOpen(mode, "/")).isFalse();
        broken.set(false);
        on.set(false);
        assertThat(isOpen(mode, "/")).isTrue();
        broken.set(true);
        assertThat(isOpen(mode, "/")).isTrue();
    }

    @Test
    void a_switch_that_never_worked_leaves_the_service_open() {
        MaintenanceMode mode = MaintenanceMode.when(sometimes(new AtomicBoolean(true), new AtomicBoolean(true)))
                .openPaths("/health")
                .build();

        assertThat(isOpen(mode, "/")).isTrue();
    }

    @Test
    void tells_once_that_its_switch_is_broken_until_it_works_again() {
        AtomicBoolean broken = new AtomicBoolean(true);
        MaintenanceMode mode = MaintenanceMode.when(sometimes(broken, new AtomicBoolean()))
                .openPaths("/health")
                .build();

        try (Logged log = new Logged()) {
            isOpen(mode, "/");
            isOpen(mode, "/");
            assertThat(log.text())
                    .containsOnlyOnce("switch cannot be read")
                    .contains("java.lang.IllegalStateException")
                    .doesNotContain("hunter2");

            broken.set(false);
            isOpen(mode, "/");
            broken.set(true);
            isOpen(mode, "/");
            assertThat(log.text().split("ERROR", -1)).hasSize(3);
        }
    }

    @Test
    void tells_all_that_is_wrong_at_once() {
        MaintenanceMode.Builder builder = MaintenanceMode.when(() -> true)
                .openPaths("health", "/api/*", "/a/../b", "//x", "/a;b", "/%61")
                .openTo("203.0.113.9/24")
                .retryAfter(Duration.ZERO)
                .message(" ");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContainingAll(
                        "MaintenanceMode has 10 problems:",
                        "path \"health\" must begin with a slash",
                        "path \"/api/*\"",
                        "path \"/a/../b\"",
                        "path \"//x\"",
                        "path \"/a;b\"",
                        "path \"/%61\"",
                        "\"203.0.113.9/24\" has bits beyond its prefix",
                        "retryAfter is PT0S; give a time above zero, up to PT8760H",
                        "message is blank",
                        "no path stays open; state the one of the health check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P365DT0.000000001S", "PT2562047788015215H30M7S"})
    void refuses_a_time_that_nobody_waits(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        MaintenanceMode.when(() -> true).openPaths("/health").retryAfter(time)::build)
                .withMessageContaining("give a time above zero, up to PT8760H");
    }

    @Test
    void closes_the_health_check_only_when_told_to() {
        assertThat(isOpen(MaintenanceMode.when(() -> true).closeAllPaths().build(), "/health"))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        MaintenanceMode.when(() -> true).openPaths("/health").closeAllPaths()::build)
                .withMessage("MaintenanceMode: openPaths and closeAllPaths are both stated; state one");
    }

    private static BooleanSupplier sometimes(AtomicBoolean broken, AtomicBoolean on) {
        return () -> {
            if (broken.get()) {
                throw new IllegalStateException("hunter2");
            }
            return on.get();
        };
    }

    private static Answer answer(MaintenanceMode mode, IncomingRequest request) {
        return mode.answer(request, Optional::empty).orElseThrow();
    }

    private static boolean isOpen(MaintenanceMode mode, String path) {
        return mode.answer(SampleRequest.get(path), Optional::empty).isEmpty();
    }

    private static boolean isOpen(MaintenanceMode mode, String client, String path) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(client);
        return mode.answer(SampleRequest.get(path), () -> Optional.of(address)).isEmpty();
    }
}
