package dev.seaworthy.security.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.endpoint.CronEndpoint;
import dev.seaworthy.security.http.endpoint.ViolationEndpoint;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.testing.RecordingHeaders;
import dev.seaworthy.security.testing.SampleRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All protections at once, asked by requests that nobody means well by. */
class HttpSecurityFuzzTest {
    private static final int REQUESTS = 5_000;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");

    private enum Trust {
        NOBODY,
        RANGES,
        HOPS,
        FORWARDED;

        TrustedProxies proxies() {
            return switch (this) {
                case NOBODY -> TrustedProxies.none();
                case RANGES -> TrustedProxies.ranges("10.0.0.0/8", "2001:db8::/32");
                case HOPS -> TrustedProxies.hops(2);
                case FORWARDED -> TrustedProxies.hops(3).byForwarded();
            };
        }
    }

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger runs = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    void no_request_makes_it_throw_or_send_back_what_it_sent(Trust trust) {
        HostileText hostile = new HostileText(42 + trust.ordinal());
        HttpSecurity security = security(trust.proxies());
        Set<Integer> statuses = new TreeSet<>();
        for (int i = 0; i < REQUESTS; i++) {
            closed.set(hostile.isHeads());
            Passage passage = security.admit(request(hostile));

            RecordingHeaders written = new RecordingHeaders();
            passage.writeTo(written);
            passage.vary(written);
            List<HeaderField> fields = new ArrayList<>(written.fields());
            passage.answer().map(Answer::headers).ifPresent(fields::addAll);
            assertThat(fields.stream().filter(field -> !isHarmless(field))).isEmpty();
            assertThat(passage.answer().map(Answer::body).orElse("")).doesNotContain(HostileText.MARK);
            statuses.add(passage.answer().map(Answer::status).orElse(200));
        }

        assertThat(statuses).contains(200, 204, 401, 403, 405, 415, 503);
        assertThat(runs).hasValue(0);
    }

    private static boolean isHarmless(HeaderField field) {
        return TOKEN.matcher(field.name()).matches()
                && PRINTABLE.matcher(field.value()).matches()
                && !field.value().contains(HostileText.MARK);
    }

    private static SampleRequest request(HostileText hostile) {
        SampleRequest request = SampleRequest.of(hostile.method(), hostile.path());
        for (int lines = hostile.upTo(6); lines > 0; lines--) {
            request = request.with(hostile.header(), hostile.text());
        }
        if (hostile.isHeads()) {
            request = request.overTls();
        }
        if (hostile.isHeads()) {
            request = request.body(hostile.text());
        }
        return switch (hostile.upTo(3)) {
            case 0 -> request.fromUnixSocket();
            case 1 -> request.from(hostile.text());
            default -> request.from("10.0.0.1");
        };
    }

    private HttpSecurity security(TrustedProxies proxies) {
        Job.Work work = runs::incrementAndGet;
        return HttpSecurity.builder()
                .headers(SecurityHeaders.htmlPage())
                .cors(
                        "/api/",
                        Cors.builder()
                                .origins("https://contentmax.ai")
                                .methods("GET", "PUT")
                                .build())
                .trustedProxies(proxies)
                .maintenance(MaintenanceMode.when(closed::get)
                        .openPaths("/health", "/csp-reports", "/api/cron/")
                        .openTo("203.0.113.0/24")
                        .openTo(request -> request.line("Cookie").isPresent())
                        .build())
                .endpoint(
                        "/api/cron/cleanup",
                        CronEndpoint.of(CronTrigger.of("cleanup", work), Secret.of("correct-horse-battery-staple")))
                .endpoint(
                        "/csp-reports",
                        ViolationEndpoint.of(ViolationReports.builder().build()))
                .build();
    }
}
