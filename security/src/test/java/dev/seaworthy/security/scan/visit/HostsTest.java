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

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/,      https://SHOP.example:443/a,  true",
        "http://shop.example:8080/,  http://shop.example:8080/a,  true",
        "http://shop.example/,       https://shop.example/,       true",
        "http://shop.example:8080/,  https://shop.example:8443/,  true",
        "https://shop.example:8443/, http://shop.example/,        true",
        "https://shop.example/,      https://shop.example:8443/,  false",
        "http://shop.example/,       http://shop.example:9200/,   false",
        "https://shop.example/,      https://www.shop.example/,   false",
        "http://shop.example/,       https://www.shop.example/,   false",
    })
    void a_site_is_one_host_and_one_port_for_each_scheme(URI from, URI to, boolean isSame) {
        assertThat(Hosts.isSameSite(from, to)).isEqualTo(isSame);
    }
}
