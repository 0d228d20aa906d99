package dev.seaworthy.core.config.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    /** Source of the IPv6 forms: RFC 4291 §2.2. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "2001:DB8::8:800:200C:417A, 2001:db8:0:0:8:800:200c:417a",
        "FF01::101, ff01:0:0:0:0:0:0:101",
        "::13.1.68.3, 0:0:0:0:0:0:d01:4403",
        "::FFFF:129.144.52.38, 129.144.52.38",
    })
    void reads_an_address(String text, String address) {
        assertThat(IpLiteral.parse(text))
                .hasValueSatisfying(found -> assertThat(found.getHostAddress()).isEqualTo(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "dead.beef",
                "abc",
                "1",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "0x7f.0.0.1",
                "2130706433",
                "１.2.3.4",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "::g",
                "[::1]",
                "fe80::1%eth0",
                "::1.2.3",
                "::01.2.3.4",
                "::256.0.0.1",
                "face:b00c",
                "::1\n",
                "1.2.3.4\n",
            })
    void reads_nothing_else_and_looks_no_name_up(String text) {
        assertThat(IpLiteral.parse(text)).isEmpty();
    }
}
