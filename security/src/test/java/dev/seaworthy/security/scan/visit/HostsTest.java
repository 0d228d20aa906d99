package dev.seaworthy.security.scan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example//169.254.169.254/latest/meta-data, http://shop.example//169.254.169.254/latest/meta-data",
        "https://shop.example/a%2Fb?c=d,                         http://shop.example/a%2Fb",
        "https://shop.example,                                   http://shop.example/",
        "https://[2001:db8::1]/a,                                http://[2001:db8::1]/a",
    })
    void plain_http_is_asked_of_the_same_host_whatever_the_path_is(URI reached, URI plain) {
        assertThat(Hosts.overPlainHttp(reached)).isEqualTo(plain);
        assertThat(Hosts.areSame(reached, Hosts.overPlainHttp(reached))).isTrue();
    }
}
