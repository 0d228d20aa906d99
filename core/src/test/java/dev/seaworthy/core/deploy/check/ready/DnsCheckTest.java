package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsCheckTest {
    private static final String IPV4 = "203.0.113.7";
    private static final String IPV6 = "2001:db8::7";

    @Test
    void a_host_that_resolves_passes_with_its_addresses() throws Exception {
        Verdict verdict = check(IPV6, IPV4).run();

        assertThat(verdict.status()).isEqualTo(Status.PASSED);
        assertThat(verdict.figures()).containsEntry("addresses", "2001:db8:0:0:0:0:0:7, 203.0.113.7");
    }

    @Test
    void the_resolver_is_asked_for_the_host_as_it_is_written() throws Exception {
        List<String> asked = new ArrayList<>();

        for (String name : List.of("contentmax.example", "contentmax.example.")) {
            DnsCheck.of(name)
                    .resolver(host -> {
                        asked.add(host);
                        return List.of(InetAddress.getByName(IPV4));
                    })
                    .run();
        }

        assertThat(asked).containsExactly("contentmax.example", "contentmax.example.");
    }

    @Test
    void a_host_without_an_address_fails() throws Exception {
        Verdict unknown = DnsCheck.of("contentmax.example")
                .resolver(host -> {
                    throw new UnknownHostException(host);
                })
                .run();

        assertThat(unknown.status()).isEqualTo(Status.FAILED);
        assertThat(unknown.sentence())
                .isEqualTo(
                        "contentmax.example has no address, or no name server told it: see to its DNS records, and to"
                                + " the name servers that this host asks");
        assertThat(check().run().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void each_family_that_is_asked_for_must_be_there() throws Exception {
        assertThat(check(IPV4).withIpv4().run().status()).isEqualTo(Status.PASSED);
        assertThat(check(IPV4).withIpv6().run().sentence()).contains("no IPv6 address (AAAA)");
        assertThat(check(IPV6).withIpv4().run().sentence()).contains("no IPv4 address (A)");
        assertThat(check(IPV4, IPV6).withIpv4().withIpv6().run().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void the_addresses_are_exactly_those_that_are_expected() throws Exception {
        assertThat(check(IPV4, IPV6).exactly("2001:DB8:0::7", IPV4).run().status())
                .isEqualTo(Status.PASSED);
        assertThat(check(IPV4, "203.0.113.9").exactly(IPV4, "203.0.113.8").run().sentence())
                .endsWith("missing 203.0.113.8; unexpected 203.0.113.9");
        assertThat(check(IPV4, "203.0.113.9").exactly(IPV4).run().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void localhost_resolves_by_the_resolver_of_the_system() throws Exception {
        assertThat(DnsCheck.of("localhost").run().figures().get("addresses")).contains("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://contentmax.example",
                "a b",
                "127.0.0.1",
                "::1",
                "-a.example",
                "a..b",
                "a.example..",
                "."
            })
    void what_is_no_host_name_is_refused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsCheck.of(host))
                .withMessage("DNS check: no host name: \"" + host + "\"");
    }

    @Test
    void what_is_no_address_is_refused_without_looking_it_up() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check().exactly(IPV4, "contentmax.example", "1.2.3"))
                .withMessageContaining("[contentmax.example, 1.2.3]");
        assertThatIllegalArgumentException().isThrownBy(() -> check().exactly());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check().exactly("999.1.1.1", "010.1.1.1", "fe80::1%lo"))
                .withMessageContaining("[999.1.1.1, 010.1.1.1, fe80::1%lo]");
    }

    @Test
    void a_resolver_that_does_not_answer_could_not_be_asked() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        DnsCheck hung = DnsCheck.of("contentmax.example")
                .timeout(Duration.ofMillis(50))
                .resolver(host -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        end.countDown();
                    }
                    return List.of();
                });

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(hung::run)
                .withMessage("The resolver did not answer for contentmax.example within PT0.05S");
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> hung.timeout(Duration.ZERO));
    }

    @Test
    void a_resolver_that_throws_could_not_be_asked() {
        DnsCheck broken = DnsCheck.of("contentmax.example").resolver(host -> {
            throw new IllegalStateException("token=hunter2");
        });

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(broken::run)
                .withMessage("The resolver threw java.lang.IllegalStateException: token=***");
    }

    private static DnsCheck check(String... addresses) {
        return DnsCheck.of("contentmax.example").resolver(host -> {
            List<InetAddress> found = new ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return found;
        });
    }
}
