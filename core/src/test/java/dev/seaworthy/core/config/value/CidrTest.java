package dev.seaworthy.core.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.config.host.IpLiteral;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "192.0.2.128/25, 192.0.2.128/25",
        "192.0.2.1/32, 192.0.2.1/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "::/0, 0:0:0:0:0:0:0:0/0",
        "fd00::/8, fd00:0:0:0:0:0:0:0/8",
        "2001:db8::1/128, 2001:db8:0:0:0:0:0:1/128",
    })
    void reads_a_network(String text, String written) {
        assertThat(Cidr.of(text)).hasToString(written).isEqualTo(Cidr.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0/8",
                "/8",
                "192.0.2.64/25",
                "fd00::1/8",
                "::/129",
                "::ffff:10.0.0.0/104",
                "fe80::%eth0/64",
                "localhost/8",
                "10.0.0.0/8/8",
                "10.0.0.0/٨",
                "10.0.0.0/8\n",
            })
    void refuses_what_is_none(String text) {
        assertThatThrownBy(() -> Cidr.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a network such as 10.0.0.0/8 or fd00::/8, with no bit set after the prefix")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.1/32, 192.0.2.1, true",
        "192.0.2.1/32, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 203.0.113.9, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void knows_what_it_holds(String network, String address, boolean held) {
        assertThat(Cidr.of(network).contains(IpLiteral.parse(address).orElseThrow()))
                .isEqualTo(held);
    }

    @Test
    void forgets_the_name_and_the_zone_of_its_address() throws Exception {
        byte[] linkLocal = IpLiteral.parse("fe80::").orElseThrow().getAddress();
        InetAddress named = InetAddress.getByAddress("secret.example", new byte[] {10, 0, 0, 0});

        assertThat(new Cidr(Inet6Address.getByAddress("", linkLocal, 3), 64)).hasToString("fe80:0:0:0:0:0:0:0/64");
        assertThat(new Cidr(named, 8).address()).hasToString("/10.0.0.0");
    }
}
