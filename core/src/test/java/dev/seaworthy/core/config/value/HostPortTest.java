package dev.seaworthy.core.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "example.com:443, example.com, 443",
        "db:5432, db, 5432",
        "192.0.2.1:1, 192.0.2.1, 1",
        "[::1]:65535, ::1, 65535",
        "[2001:db8::ffff:192.0.2.1]:80, 2001:db8::ffff:192.0.2.1, 80",
    })
    void reads_a_host_and_a_port_and_writes_them_alike(String text, String host, int port) {
        HostPort read = HostPort.of(text);

        assertThat(read).isEqualTo(new HostPort(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                ":80",
                "example.com:",
                "example.com:0",
                "example.com:65536",
                "example.com:080",
                "example.com:+1",
                "example.com:٣",
                "::1:80",
                "[::1]",
                "[192.0.2.1]:80",
                "[example.com]:80",
                "[fe80::1%eth0]:80",
                "a b:80",
                "-a:80",
                "my_db:80",
                "1.2.3:80",
                "http://a:80",
                "a:80/",
                "a:80\n",
            })
    void refuses_what_is_neither(String text) {
        assertThatThrownBy(() -> HostPort.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be host:port, such as example.com:443 or [::1]:443")
                .hasNoCause();
    }

    @Test
    void checks_what_it_is_made_of() {
        assertThatThrownBy(() -> new HostPort("[::1]", 80)).hasMessageContaining("host of a HostPort");
        assertThatThrownBy(() -> new HostPort("a", 0)).hasMessageContaining("port of a HostPort");
        assertThatThrownBy(() -> new HostPort("a", 65_536)).hasMessageContaining("port of a HostPort");
    }
}
