package dev.seaworthy.security.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HostileText;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes on a socket, in place of requests. */
class HostileRequestsTest {
    private static final int ATTEMPTS = 500;
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 \\d{3}[ -~]*\r\n(?:[!#$%&'*+\\-.^_`|~0-9A-Za-z]+: ?[ -~]*\r\n)*\r\n");
    private static final AtomicBoolean CLOSED = new AtomicBoolean();
    private static JdkWeb web;

    @BeforeAll
    static void start() throws Exception {
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.htmlPage())
                .cors(
                        "/api/",
                        Cors.builder()
                                .origins("https://contentmax.ai")
                                .methods("GET", "PUT")
                                .build())
                .trustedProxies(TrustedProxies.hops(1))
                .maintenance(MaintenanceMode.when(CLOSED::get)
                        .openPaths("/health")
                        .openTo("203.0.113.0/24")
                        .build())
                .endpoint("/csp-reports", request -> Answer.json(202, "{}"))
                .build();
        web = new JdkWeb(new HttpServerFilter(security))
                .on("/api/ok", exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                })
                .start();
    }

    @AfterAll
    static void stop() {
        web.stop();
    }

    @Test
    void whatever_passes_the_filter_has_the_headers_and_no_forbidden_byte() throws Exception {
        HostileText hostile = new HostileText(7);
        int hardened = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            CLOSED.set(hostile.isHeads());
            String answer = web.raw(request(hostile));

            boolean isRefusedByTheServer =
                    answer.isEmpty() || answer.startsWith("HTTP/1.1 400 ") || answer.contains("No context found");
            if (!isRefusedByTheServer) {
                hardened++;
                assertThat(HEAD.matcher(answer).lookingAt()).as(answer).isTrue();
                assertThat(answer)
                        .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                        .doesNotContain(HostileText.MARK);
            }
        }
        assertThat(hardened).isGreaterThan(ATTEMPTS / 4);
    }

    private static String request(HostileText hostile) {
        StringBuilder text = new StringBuilder(line(hostile.method()))
                .append(' ')
                .append(line(hostile.path()).replace(' ', '+'))
                .append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (int lines = hostile.upTo(4); lines > 0; lines--) {
            text.append(line(hostile.header()))
                    .append(": ")
                    .append(hostile.isHeads() ? hostile.text() : line(hostile.text()));
            text.append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private static String line(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return bytes.replaceAll("[\r\n]", "");
    }
}
