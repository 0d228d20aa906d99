package dev.seaworthy.security.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "'', /",
        "*, /*",
        "?a=b, /",
        "/api/ok, /api/ok",
        "/api/ok?next=/../admin, /api/ok",
        "/api/, /api/",
        "/api//ok, /api//ok",
        "/health;x=1/more;y, /health/more",
        "/a%20b+c, /a b+c",
        "/%e2%9a%93, /⚓",
        "/health/../admin, /admin",
        "/health/%2e%2E/admin, /admin",
        "/health/..;x/admin, /admin",
        "/health/./admin/., /health/admin/",
        "/a/b/.., /a/",
        "/.., /",
        "/../../etc, /etc",
        "/a%2fb, /a/b",
        "/a%252fb, /a%2fb",
        "/a%3fb, /a?b",
        "/100%, /100%",
        "/100%2, /100%2",
        "/100%zz, /100%zz",
        "/.well-known/x, /.well-known/x",
        "/a/..b/c, /a/..b/c",
        "/a?b=/c#d, /a",
        "/;x, /",
        "/a%3Bx, /a;x",
        "/a/b/., /a/b/",
        "/health%2f..%2fadmin, /admin",
        "/health/%2e%2e;x/admin, /admin",
        "/health;/../admin, /admin",
        "/a//../b, /a/b",
        "/..., /...",
    })
    void is_what_a_handler_is_found_by(String raw, String path) {
        assertThat(RequestPath.of(raw)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/ok",
                "/api/",
                "/a.b/c..d/...",
                "/.well-known/x",
                "/a%20b",
                "/caf%C3%A9",
                "/ok?next=/../x;y//",
                "/100%",
                "*",
                ""
            })
    void is_plain_where_all_read_it_alike(String raw) {
        assertThat(RequestPath.isPlain(raw)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/./a",
                "/a/.",
                "/..",
                "/a/../b",
                "/a/..",
                "/a;x/b",
                "/a;",
                "/a\\b",
                "/%2e%2e/a",
                "/a/%2E",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%5Cb",
                "/a%3bx",
                "/a%3Bx",
                "/a%00",
                "/../a?b",
            })
    void is_not_plain_where_one_reads_it_otherwise(String raw) {
        assertThat(RequestPath.isPlain(raw)).isFalse();
    }

    @Test
    void control_characters_and_broken_utf8_do_not_make_it_fail() {
        assertThat(RequestPath.of("/a%00b%0d%0a")).isEqualTo("/a\0b\r\n");
        assertThat(RequestPath.of("/%ff%c3")).isEqualTo("/\ufffd\ufffd");
    }

    @Test
    void no_target_makes_it_fail_or_leaves_a_dot_segment() {
        Random random = new Random(20260131);
        String alphabet = "/..;%2eE52f3Bx?#*:@+ \\ü\u0000";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder target = new StringBuilder();
            random.ints(random.nextInt(16), 0, alphabet.length()).forEach(at -> target.append(alphabet.charAt(at)));
            String path = RequestPath.of(target.toString());

            assertThat(path).as(target.toString()).startsWith("/");
            assertThat(path.split("/", -1)).as(target.toString()).doesNotContain(".", "..");
        }
    }
}
