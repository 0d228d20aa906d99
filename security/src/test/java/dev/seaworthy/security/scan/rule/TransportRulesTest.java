package dev.seaworthy.security.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.visit.Answer;
import dev.seaworthy.security.scan.visit.CorsProbes;
import dev.seaworthy.security.scan.visit.Observed;
import dev.seaworthy.security.scan.visit.PlainRoute;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be served on loopback: plain HTTP to another machine. */
class TransportRulesTest {
    @Test
    void plain_http_to_another_machine_is_found() {
        Judgement judgement = judge("http://example.com/", true);

        assertThat(judgement.ratings()).contains(Rating.HSTS_NOT_IMPLEMENTED_NO_HTTPS, Rating.REDIRECTION_MISSING);
        assertThat(judgement.findings()).extracting("id").contains("no-tls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/", "http://a.localhost/", "http://127.1.2.3/", "http://[::1]:80/"})
    void tls_does_not_apply_on_loopback(String url) {
        Judgement judgement = judge(url, false);

        assertThat(judgement.ratings()).contains(Rating.HSTS_NOT_APPLICABLE, Rating.REDIRECTION_NOT_APPLICABLE);
        assertThat(judgement.findings()).extracting("id").doesNotContain("no-tls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1.example.com/", "http://localhost.example.com/", "http://128.0.0.1/"})
    void what_is_called_like_loopback_is_another_machine(String url) {
        assertThat(judge(url, true).findings()).extracting("id").contains("no-tls");
    }

    @Test
    void a_page_over_tls_that_was_not_inspected_says_so() {
        assertThat(judge("https://example.com/", false).findings())
                .extracting("id")
                .contains("tls-unknown");
    }

    private static Judgement judge(String address, boolean wasPlainAsked) {
        URI url = URI.create(address);
        Answer page = new Answer(url, 200, HttpHeaders.of(Map.of(), (name, value) -> true), "");
        return Judgement.of(new Observed(
                page,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new PlainRoute(wasPlainAsked, wasPlainAsked ? List.of(url) : List.of()),
                List.of(new CorsProbes("/", Map.of(), Optional.empty())),
                Optional.empty(),
                List.of()));
    }
}
