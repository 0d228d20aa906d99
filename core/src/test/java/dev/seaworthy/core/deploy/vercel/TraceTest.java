package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.vercel.route.RouteTrace;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.Redirection;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.Rewriting;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.SetHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {
    @Test
    void tells_the_headers_of_a_path() {
        VercelConfig config = Fixtures.contentMax()
                .headers(HeaderRule.of("/api/generate").with("x-frame-options", "SAMEORIGIN"))
                .build();

        RouteTrace trace = config.trace("/api/generate");

        assertThat(trace.headers())
                .containsExactly(
                        new SetHeader("/headers/0/headers/0", "X-Content-Type-Options", "nosniff"),
                        new SetHeader("/headers/0/headers/2", "X-XSS-Protection", "1; mode=block"),
                        new SetHeader("/headers/0/headers/3", "Referrer-Policy", "strict-origin-when-cross-origin"),
                        new SetHeader("/headers/1/headers/0", "x-frame-options", "SAMEORIGIN"));
        assertThat(config.trace("/about").headers()).isEmpty();
    }

    @Test
    void a_redirect_ends_it() {
        VercelConfig config = Fixtures.contentMax()
                .headers(HeaderRule.of("/(.*)").with("X-A", "b"))
                .build();

        assertThat(config.trace("/home"))
                .returns(java.util.Optional.of(new Redirection("/redirects/0", 308, "/")), RouteTrace::redirect)
                .returns(java.util.List.of(), RouteTrace::headers);
    }

    @ParameterizedTest
    @CsvSource({
        "/blog/hello, /news/hello",
        "/date/2026/11, /archive/11?year=2026",
        "/files/a/b, https://files.example:8443/a/b",
        "/files, https://files.example:8443/",
        "/raw/x/y, /$2/x/y",
    })
    void fills_destinations(String path, String location) {
        VercelConfig config = VercelConfig.builder()
                .redirect(Redirect.permanent("/blog/:slug", "/news/:slug"))
                .redirect(Redirect.permanent("/date/:year(\\d{4})/:month", "/archive/:month?year=:year"))
                .redirect(Redirect.temporary("/files/:path*", "https://files.example:8443/:path*"))
                .redirect(Redirect.temporary("/raw/(.*)", "/$2/$1"))
                .build();

        assertThat(config.trace(path).redirect()).map(Redirection::location).contains(location);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/1, /b?id=1",
        "/c/1, /d/1",
        "/e/1/2, /f?x=1&q=0&y=2",
        "/g/1, /h?id=1#top",
    })
    void what_a_rewrite_does_not_use_goes_to_its_query(String path, String destination) {
        VercelConfig config = VercelConfig.builder()
                .rewrite(Rewrite.of("/a/:id", "/b"))
                .rewrite(Rewrite.of("/c/:id", "/d/:id"))
                .rewrite(Rewrite.of("/e/:x/:y", "/f?x=:x&q=0"))
                .rewrite(Rewrite.of("/g/:id", "/h#top"))
                .build();

        assertThat(config.trace(path).rewrite()).map(Rewriting::destination).contains(destination);
    }

    @ParameterizedTest
    @CsvSource({
        "true, , /a.html, /a",
        "true, , /x/index, /x",
        "true, , /index.html, /",
        ", true, /a, /a/",
        ", true, /a/b.css/, /a/b.css",
        ", true, /.well-known/x, ",
        ", false, /a/, /a",
        ", false, /, ",
        "true, true, /a.html, /a/",
    })
    void the_style_of_urls_redirects_too(Boolean clean, Boolean slash, String path, String location) {
        VercelConfig.Builder builder = VercelConfig.builder();
        if (clean != null) {
            builder.field("cleanUrls", clean);
        }
        if (slash != null) {
            builder.field("trailingSlash", slash);
        }

        assertThat(builder.build()
                        .trace(path)
                        .redirect()
                        .map(Redirection::location)
                        .orElse(null))
                .isEqualTo(location);
    }

    @Test
    void what_a_request_decides_is_told_and_not_applied() {
        VercelConfig config = VercelConfig.builder()
                .redirect(Redirect.permanent("/a", "/b").has(RouteCondition.cookie("beta")))
                .headers(HeaderRule.of("/(.*)").with("X-A", "b").missing(RouteCondition.query("raw")))
                .build();

        assertThat(config.trace("/a"))
                .isEqualTo(new RouteTrace(
                        "/a",
                        java.util.Optional.empty(),
                        java.util.List.of(),
                        java.util.Optional.empty(),
                        java.util.List.of("/redirects/0", "/headers/0")));
    }
}
