package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieScanTest {
    private final Site site = Site.plain().set("Cache-Control", "no-store");

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b; Secure; SameSite=Lax                        | COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE",
                "sess=b; Secure; HttpOnly; SameSite=Strict        | COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE",
                "a=b; secure                                      | COOKIES_SECURE_WITH_HTTPONLY_SESSIONS",
                "a=b                                              | COOKIES_WITHOUT_SECURE_FLAG",
                "a=b; Secure; SameSite=Sure                       | COOKIES_SAMESITE_FLAG_INVALID",
                "a=b; SameSite=None                               | COOKIES_SAMESITE_FLAG_INVALID",
                "a=b; Secure; SameSite=None                       | COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE",
                "XCSRF=b; Secure                                  | COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG",
                "JSESSIONID=b; Secure; SameSite=Lax               | COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG",
                "JSESSIONID=b; HttpOnly; SameSite=Lax             | COOKIES_SESSION_WITHOUT_SECURE_FLAG",
                "XSRF-TOKEN=b; Secure                             | COOKIES_SECURE_WITH_HTTPONLY_SESSIONS",
                "heroku-session-affinity=b                        | COOKIES_NOT_FOUND",
                "sess=; Max-Age=0                                 | COOKIES_NOT_FOUND",
            })
    void a_cookie_is_rated_as_the_observatory_does(String cookie, Rating rating) throws Exception {
        site.set("Set-Cookie", cookie);

        assertThat(site.report().ratings()).contains(rating);
    }

    @Test
    void the_worst_of_many_counts() throws Exception {
        site.add("Set-Cookie", "a=b; Secure; SameSite=Lax")
                .add("Set-Cookie", "login=b; Secure; SameSite=Lax")
                .add("Set-Cookie", "c=d; Secure");

        assertThat(site.report().findings(Severity.HIGH))
                .extracting("evidence")
                .containsExactly("login; secure; samesite=lax");
    }

    @Test
    void a_cookie_of_an_error_page_counts() throws Exception {
        site.first(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/scan-")) {
                exchange.getResponseHeaders().set("Set-Cookie", "sess=b");
            }
            return false;
        });

        assertThat(site.report().ratings()).contains(Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG);
    }

    @Test
    void a_cookie_that_a_redirect_sets_counts() throws Exception {
        site.first(exchange -> {
            boolean isStart = exchange.getRequestURI().getPath().equals("/");
            if (isStart) {
                exchange.getResponseHeaders().set("Set-Cookie", "sess=b");
                exchange.getResponseHeaders().set("Location", "/home");
                Site.answer(exchange, 302, "");
            }
            return isStart;
        });

        assertThat(site.report().ratings()).contains(Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG);
    }

    @Test
    void of_two_with_one_name_the_last_counts() throws Exception {
        site.add("Set-Cookie", "a=b; Secure; SameSite=Lax").add("Set-Cookie", "a=b");

        assertThat(site.report().ratings()).contains(Rating.COOKIES_WITHOUT_SECURE_FLAG);
    }

    @Test
    void a_cookie_against_forgery_by_another_name_is_told() throws Exception {
        site.set("Set-Cookie", "XSRF-TOKEN=b; Secure");
        assertThat(site.report().has("cookie-xsrf-without-samesite")).isTrue();

        site.set("Set-Cookie", "XSRF-TOKEN=b; Secure; SameSite=Lax");
        assertThat(site.report().has("cookie-xsrf-without-samesite")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "__Host-id=b; Secure; Path=/                    |",
                "__Host-id=b; Secure; Path=/; Domain=example.com| cookie-prefix",
                "__Host-id=b; Secure; Path=/app                 | cookie-prefix",
                "__Host-id=b; Path=/; SameSite=Lax              | cookie-prefix",
                "__secure-id=b; Path=/                          | cookie-prefix",
                "__Secure-id=b; Secure                          |",
            })
    void a_prefix_keeps_its_promise(String cookie, String id) throws Exception {
        site.set("Set-Cookie", cookie);

        assertThat(site.report().has("cookie-prefix")).isEqualTo(id != null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access_token=b; Secure           | MEDIUM",
                "access_token=b; Secure; HttpOnly |",
                "sid=b; Secure                    | MEDIUM",
                "csrf_token=b; Secure             |",
                "side=b; Secure                   |",
            })
    void a_credential_by_another_name_is_found(String cookie, Severity severity) throws Exception {
        site.set("Set-Cookie", cookie);

        assertThat(site.report().findings())
                .filteredOn(finding -> finding.id().equals("cookie-credential-readable"))
                .hasSize(severity == null ? 0 : 1);
    }
}
