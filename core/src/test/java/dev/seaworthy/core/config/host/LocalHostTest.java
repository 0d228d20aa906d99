package dev.seaworthy.core.config.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHostTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:3000",
                "app.localhost",
                "localhost.",
                "app.localhost.",
                "127.0.0.1",
                "127.9.9.9",
                "[::1]",
                "0.0.0.0",
                "[::]",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.1.1",
                "[fe80::1]",
                "[fc00::1]",
                "[fdff::1]",
                "[::ffff:127.0.0.1]",
                "100.64.0.1",
                "100.127.255.255",
                "router.lan",
                "nas.home.arpa",
                "home.arpa",
                "nas.home",
                "wiki.corp",
                "wiki.intranet",
                "db.private",
                "printer.local",
                "db.internal",
                "web",
                "web:8080",
                "user:secret@web",
            })
    void is_this_machine_or_a_private_network(String authority) {
        assertThat(LocalHost.isLocal(URI.create("https://" + authority + "/path")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contentmax.ai",
                "https://8.8.8.8",
                "https://172.32.0.1",
                "https://100.63.255.255",
                "https://100.128.0.1",
                "https://contentmax.lan.ai",
                "https://in-addr.arpa",
                "https://172.15.0.1",
                "https://[2001:db8::1]",
                "https://notlocalhost.com",
                "https://localhost.example.com",
                "https://mylocal.com",
                "mailto:a@localhost",
                "path",
                "file:///localhost",
            })
    void is_no_host_of_the_world(String uri) {
        assertThat(LocalHost.isLocal(URI.create(uri))).isFalse();
    }
}
