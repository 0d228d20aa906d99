package dev.seaworthy.security.scan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ProbeOriginTest {
    @Test
    void a_host_over_tls_is_asked_from_all_sides_and_from_its_own_at_last() {
        assertThat(ProbeOrigin.of(URI.create("https://App.Example.com/a?b"), "word"))
                .extracting(ProbeOrigin::origin)
                .containsExactly(
                        "https://word.example",
                        "null",
                        "https://app.example.com.evil.example",
                        "https://evilapp.example.com",
                        "https://app.example.com_.evil.example",
                        "https://app.example.com`.evil.example",
                        "https://word.app.example.com",
                        "https://appxexample.com",
                        "http://app.example.com",
                        "https://app.example.com");
    }

    @Test
    void a_port_stays_where_it_can() {
        assertThat(ProbeOrigin.of(URI.create("http://example.com:8080/"), "word"))
                .extracting(ProbeOrigin::origin)
                .contains(
                        "http://example.com:8080",
                        "http://evilexample.com:8080",
                        "http://word.example.com:8080",
                        "http://examplexcom:8080",
                        "http://example.com.evil.example")
                .doesNotContain("https://example.com:8080");
    }

    @Test
    void a_number_has_no_subdomain() {
        assertThat(ProbeOrigin.of(URI.create("https://127.0.0.1/"), "word"))
                .extracting(ProbeOrigin::kind)
                .doesNotContain(ProbeOrigin.Kind.SUBDOMAIN, ProbeOrigin.Kind.DOT);
        assertThat(ProbeOrigin.of(URI.create("https://[::1]/"), "word"))
                .extracting(ProbeOrigin::kind)
                .doesNotContain(ProbeOrigin.Kind.SUBDOMAIN);
    }

    @Test
    void no_more_is_asked_than_is_said() {
        assertThat(ProbeOrigin.of(URI.create("https://a.example.com/"), "word").size() + 1)
                .isEqualTo(Visit.REQUESTS_OF_PATH);
    }
}
