package dev.seaworthy.security.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.6/31, 192.0.2.7, true",
        "192.0.2.6/31, 192.0.2.5, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8::1, 2001:db8::1, true",
        "::/0, 203.0.113.9, false",
    })
    void contains_what_has_its_prefix(String cidr, String address, boolean contained) throws Exception {
        assertThat(AddressRange.of(cidr).contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/8, has bits beyond its prefix; write the first address of the block",
        "2001:db8::1/64, has bits beyond its prefix; write the first address of the block",
        "10.0.0.0/33, needs a prefix length from 0 to 32",
        "10.0.0.0/, needs a prefix length from 0 to 32",
        "10.0.0.0/-1, needs a prefix length from 0 to 32",
        "10.0.0.0/8/8, needs a prefix length from 0 to 32",
        "::/129, needs a prefix length from 0 to 128",
        "example.com/8, 'has no numeric address; write 10.0.0.0/8 or 2001:db8::/32'",
        "10.0.0/8, 'has no numeric address; write 10.0.0.0/8 or 2001:db8::/32'",
        "fe80::1%eth0, 'has no numeric address; write 10.0.0.0/8 or 2001:db8::/32'",
        "'', 'has no numeric address; write 10.0.0.0/8 or 2001:db8::/32'",
    })
    void refuses_what_is_no_block(String cidr, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.of(cidr))
                .withMessage("Address range \"" + cidr + "\" " + problem);
    }
}
