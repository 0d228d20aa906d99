package dev.seaworthy.security.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.testing.SampleRequest;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client addresses are of the documentation blocks, proxies of 10.0.0.0/8 and fd00::/8. */
class TrustedProxiesTest {
    private static final String CLIENT = "203.0.113.9";
    private final TrustedProxies proxies = TrustedProxies.ranges("10.0.0.0/8", "fd00::/8");

    @Test
    void without_a_trusted_proxy_the_connection_is_the_client() {
        IncomingRequest request = SampleRequest.get("/")
                .from(CLIENT)
                .with("X-Forwarded-For", "198.51.100.1")
                .with("X-Forwarded-Proto", "https")
                .with("Forwarded", "for=198.51.100.1;proto=https");

        for (TrustedProxies each : new TrustedProxies[] {
            TrustedProxies.none(), TrustedProxies.none().byForwarded(), proxies, proxies.byForwarded()
        }) {
            assertThat(address(each, request)).isEqualTo(CLIENT);
            assertThat(each.isSecure(request)).isFalse();
        }
    }

    /** Jetty tells of an IPv6 connection with brackets, Tomcat without, the JDK's server may add a zone. */
    @ParameterizedTest
    @ValueSource(strings = {"[fd00:0:0:0:0:0:0:1]", "fd00::1", "fd00:0:0:0:0:0:0:1%eth0", "[fd00::1]"})
    void a_connection_by_ipv6_is_known_however_the_server_writes_it(String connection) {
        SampleRequest request = SampleRequest.get("/").from(connection);

        assertThat(address(TrustedProxies.none(), request)).isEqualTo("fd00:0:0:0:0:0:0:1");
        assertThat(address(proxies, request.with("X-Forwarded-For", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                               | 203.0.113.9",
                "198.51.100.66, 203.0.113.9                | 203.0.113.9",
                "198.51.100.66, 203.0.113.9, 10.2.3.4      | 203.0.113.9",
                "198.51.100.66,203.0.113.9,fd00::1,10.2.3.4| 203.0.113.9",
                "10.9.9.9, 10.2.3.4                        | 10.9.9.9",
                "203.0.113.9:4711                          | 203.0.113.9",
                "[2001:db8::1]:4711                        | 2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]                             | 2001:db8:0:0:0:0:0:1",
                "2001:db8::1                               | 2001:db8:0:0:0:0:0:1",
                "::ffff:203.0.113.9                        | 203.0.113.9",
                "203.0.113.9, ::ffff:10.2.3.4              | 203.0.113.9",
                "fe80::1%eth0                              | fe80:0:0:0:0:0:0:1",
            })
    void reads_the_way_from_its_end(String forwardedFor, String client) {
        IncomingRequest request = SampleRequest.get("/").from("10.0.0.1").with("X-Forwarded-For", forwardedFor);

        assertThat(address(proxies, request)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "",
                "203.0.113.9, ",
                "203.0.113.9, unknown",
                "203.0.113.256",
                "203.0.113.09",
                "203.0.113",
                "3405803785",
                "0xCB.0.0x71.9",
                "localhost",
                "[203.0.113.9",
                "[2001:db8::1]x",
                "2001:db8::g",
                "1::2::3",
                "203.0.113.9:4711:4",
                "::",
            })
    void does_not_guess_what_it_cannot_read(String forwardedFor) {
        IncomingRequest request = SampleRequest.get("/").from("10.0.0.1").with("X-Forwarded-For", forwardedFor);

        if (forwardedFor.equals("::")) {
            assertThat(address(proxies, request)).isEqualTo("0:0:0:0:0:0:0:0");
        } else {
            assertThat(proxies.clientAddress(request)).isEmpty();
        }
    }

    @Test
    void reads_no_address_with_a_zone_without_end() {
        IncomingRequest request =
                SampleRequest.get("/").from("10.0.0.1").with("X-Forwarded-For", "fe80::1%" + "e".repeat(64));

        assertThat(proxies.clientAddress(request)).isEmpty();
    }

    @Test
    void several_lines_are_one_way() {
        IncomingRequest request = SampleRequest.get("/")
                .from("10.0.0.1")
                .with("X-Forwarded-For", "198.51.100.66")
                .with("x-forwarded-for", CLIENT + ", 10.2.3.4");

        assertThat(address(proxies, request)).isEqualTo(CLIENT);
    }

    @Test
    void a_proxy_that_forwards_nothing_is_the_client() {
        assertThat(address(proxies, SampleRequest.get("/").from("10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 203.0.113.9                            | 203.0.113.9",
                "1 | 198.51.100.66, 203.0.113.9             | 203.0.113.9",
                "2 | 198.51.100.66, 203.0.113.9, 192.0.2.7  | 203.0.113.9",
                "3 | 203.0.113.9, 192.0.2.7                 | 203.0.113.9",
                "1 |                                        | 192.0.2.1",
            })
    void counts_hops_where_their_addresses_are_not_known(int count, String forwardedFor, String client) {
        SampleRequest request = SampleRequest.get("/").from("192.0.2.1");
        IncomingRequest forwarded = forwardedFor == null ? request : request.with("X-Forwarded-For", forwardedFor);

        assertThat(address(TrustedProxies.hops(count), forwarded)).isEqualTo(client);
    }

    @Test
    void a_unix_socket_is_trusted_by_hops_alone() {
        IncomingRequest request = SampleRequest.get("/")
                .fromUnixSocket()
                .with("X-Forwarded-For", CLIENT)
                .with("X-Forwarded-Proto", "https");

        assertThat(address(TrustedProxies.hops(1), request)).isEqualTo(CLIENT);
        assertThat(TrustedProxies.hops(1).isSecure(request)).isTrue();
        assertThat(proxies.clientAddress(request)).isEmpty();
        assertThat(proxies.isSecure(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https        | true",
                "HTTPS        | true",
                "http         | false",
                "https,http   | false",
                "http, https  | false",
                "https, https | true",
                "httpss       | false",
                "''           | false",
            })
    void tls_is_what_a_trusted_proxy_says(String proto, boolean secure) {
        SampleRequest request = SampleRequest.get("/").from("10.0.0.1").with("X-Forwarded-Proto", proto);

        assertThat(proxies.isSecure(request)).isEqualTo(secure);
        assertThat(proxies.isSecure(request.overTls())).isEqualTo(secure);
        assertThat(proxies.isSecure(request.from(CLIENT))).isFalse();
        assertThat(proxies.isSecure(request.from(CLIENT).overTls())).isTrue();
    }

    @Test
    void a_proxy_that_says_no_scheme_passes_on_its_own() {
        SampleRequest request = SampleRequest.get("/").from("10.0.0.1");

        assertThat(proxies.isSecure(request)).isFalse();
        assertThat(proxies.isSecure(request.overTls())).isTrue();
        assertThat(proxies.byForwarded().isSecure(request)).isFalse();
        assertThat(proxies.byForwarded().isSecure(request.overTls())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https                                  | 203.0.113.9          | true",
                "For=203.0.113.9; Proto=HTTPS ;by=10.0.0.1                    | 203.0.113.9          | true",
                "for=\"203.0.113.9:4711\";proto=http                          | 203.0.113.9          | false",
                "for=\"[2001:db8::1]:4711\";proto=https                       | 2001:db8:0:0:0:0:0:1 | true",
                "for=\"[2001:db8\\::1]\";host=\"a,b;c\";proto=https           | 2001:db8:0:0:0:0:0:1 | true",
                "for=198.51.100.66;proto=https, for=203.0.113.9;proto=http    | 203.0.113.9          | false",
                "for=203.0.113.9;proto=https, for=10.2.3.4;proto=http         | 203.0.113.9          | true",
                "for=203.0.113.9                                              | 203.0.113.9          | false",
                ";for=203.0.113.9;;proto=https;                               | 203.0.113.9          | true",
            })
    void reads_forwarded_as_its_standard_says(String forwarded, String client, boolean secure) {
        IncomingRequest request = SampleRequest.get("/").from("10.0.0.1").with("Forwarded", forwarded);

        assertThat(address(proxies.byForwarded(), request)).isEqualTo(client);
        assertThat(proxies.byForwarded().isSecure(request)).isEqualTo(secure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=unknown;proto=https",
                "proto=https",
                "for",
                "for=",
                "for=203.0.113.9;for=203.0.113.9",
                "for=203.0.113.9;proto=https;proto=http",
                "for=\"203.0.113.9",
                "for=203.0.113.9 proto=https",
                "for=203.0.113.9=4",
                "for=203.0.113.9;proto=",
                "for=\"203.0.113.9\\",
                "",
                ",",
            })
    void a_malformed_forwarded_tells_no_address(String forwarded) {
        IncomingRequest request = SampleRequest.get("/").from("10.0.0.1").with("Forwarded", forwarded);

        assertThat(proxies.byForwarded().clientAddress(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"for=\"", "for", ";;=", "for=203.0.113.66;for=1"})
    void a_malformed_line_of_the_client_spoils_none_of_the_proxy(String line) {
        IncomingRequest request = SampleRequest.get("/")
                .from("10.0.0.1")
                .with("Forwarded", line)
                .with("Forwarded", "for=203.0.113.9;proto=https");

        assertThat(address(proxies.byForwarded(), request)).isEqualTo(CLIENT);
        assertThat(proxies.byForwarded().isSecure(request)).isTrue();
    }

    @Test
    void only_the_header_that_was_chosen_is_read() {
        IncomingRequest request = SampleRequest.get("/")
                .from("10.0.0.1")
                .with("X-Forwarded-For", CLIENT)
                .with("Forwarded", "for=198.51.100.66;proto=https");

        assertThat(address(proxies, request)).isEqualTo(CLIENT);
        assertThat(proxies.isSecure(request)).isFalse();
        assertThat(address(proxies.byForwarded(), request)).isEqualTo("198.51.100.66");
    }

    @Test
    void refuses_hops_that_are_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.hops(0))
                .withMessage("TrustedProxies.hops is 0; give 1 or more, or trust none() at all");
    }

    private static String address(TrustedProxies proxies, IncomingRequest request) {
        return proxies.clientAddress(request).map(InetAddress::getHostAddress).orElse("none");
    }
}
