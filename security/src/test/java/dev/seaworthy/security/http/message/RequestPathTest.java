package dev.seaworthy.security.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    })
    void is_what_a_handler_is_found_by(String raw, String path) {
        assertThat(RequestPath.of(raw)).isEqualTo(path);
    }
}
