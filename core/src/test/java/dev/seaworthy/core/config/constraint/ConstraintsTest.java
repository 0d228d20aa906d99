package dev.seaworthy.core.config.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
    record Web(@WebUrl URI value) {}

    record Public(@PublicUrl URI value) {}

    record Database(@UriScheme({"postgres", "postgresql"}) URI value) {}

    record Mail(@EmailAddress String value) {}

    record Address(@Host String value) {}

    record Listen(@Port int value) {}

    record Key(@MinBytes(8) Secret value) {}

    record Hidden(@EmailAddress Secret value) {}

    record Absent(Optional<@EmailAddress String> value, Optional<@Port Integer> port, Optional<@PublicUrl URI> url) {}

    @ParameterizedTest
    @ValueSource(strings = {"https://contentmax.ai", "HTTP://localhost:3000/a?b#c", "https://[::1]/"})
    void takes_web_addresses(String text) {
        assertTaken(Web.class, text);
        assertTaken(Public.class, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://contentmax.ai", "contentmax.ai", "/path", "https:///path", "https:opaque", "http://127.1"
            })
    void refuses_what_no_browser_opens(String text) {
        assertRefused(Web.class, text, "must be an absolute http or https URL with a host");
        assertRefused(Public.class, text, "must be an absolute http or https URL with a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://app:pw@db:5432/x", "POSTGRESQL://db.example.com/x"})
    void takes_the_schemes_that_are_named(String text) {
        assertTaken(Database.class, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/x", "jdbc:postgresql://db/x", "postgres:///x", "postgres:x", "db"})
    void refuses_other_schemes(String text) {
        assertRefused(Database.class, text, "must be a URI with a host and a scheme of [postgres, postgresql]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "first.last+tag@mail.example.com",
                "o'neill{x}@example.museum",
                "x@xn--bcher-kva.example"
            })
    void takes_addresses_that_mail_reaches(String text) {
        assertTaken(Mail.class, text);
        assertTaken(Hidden.class, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "a",
                "@b.co",
                "a@",
                "a@.co",
                "a@b..co",
                "a@b.co.",
                ".a@b.co",
                "a.@b.co",
                "a..b@b.co",
                "a b@b.co",
                "a@b@c.co",
                "\"a b\"@b.co",
                "a@[192.0.2.1]",
                "a@192.0.2.1",
                "ä@b.co",
                "a@bücher.example",
                "Ann <a@b.co>",
                "a@b.co,c@d.co",
                "a@b.co\nBcc: c@d.co",
                "a@-b.co",
            })
    void refuses_addresses_that_it_does_not_reach(String text) {
        assertRefused(Mail.class, text, "must be an email address such as name@example.com");
        assertRefused(Hidden.class, text, "must be an email address such as name@example.com");
    }

    @Test
    void keeps_the_lengths_of_an_email_address() {
        String domain = ("d".repeat(63) + ".").repeat(2) + "e".repeat(58) + ".co";

        assertTaken(Mail.class, "a".repeat(64) + "@" + domain);
        assertRefused(Mail.class, "a".repeat(65) + "@b.co", "must be an email address");
        assertRefused(Mail.class, "a".repeat(64) + "@" + domain + "m", "must be an email address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "db.example.com", "192.0.2.1", "::1"})
    void takes_hosts(String text) {
        assertTaken(Address.class, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "a:80", "[::1]", "https://a", "1.2.3", "a b", "fe80::1%eth0"})
    void refuses_what_is_no_host(String text) {
        assertRefused(Address.class, text, "must be the name of a host or an IP address");
    }

    @Test
    void takes_ports_that_can_be_called() {
        assertTaken(Listen.class, "1");
        assertTaken(Listen.class, "65535");
        assertRefused(Listen.class, "0", "must be a port from 1 to 65535");
        assertRefused(Listen.class, "65536", "must be a port from 1 to 65535");
        assertRefused(Listen.class, "-1", "must be a port from 1 to 65535");
    }

    @Test
    void counts_bytes_and_not_characters() {
        assertTaken(Key.class, "éééé");
        assertTaken(Key.class, "12345678");
        assertRefused(Key.class, "1234567", "must be at least 8 bytes long in UTF-8");
        assertRefused(Key.class, "ééé1", "must be at least 8 bytes long in UTF-8");
    }

    @Test
    void stands_on_what_an_optional_holds() {
        assertThat(EnvironmentConfig.of(Absent.class)
                        .environment(Map.of())
                        .load()
                        .values()
                        .port())
                .isEmpty();
        assertRefused(Absent.class, "a@b", "must be an email address");
    }

    private static void assertTaken(Class<?> type, String text) {
        assertThat(EnvironmentConfig.of(type)
                        .environment(Map.of("VALUE", text))
                        .stage(Stage.TEST)
                        .load())
                .isNotNull();
    }

    private static void assertRefused(Class<?> type, String text, String rule) {
        assertThatThrownBy(() -> EnvironmentConfig.of(type)
                        .environment(Map.of("VALUE", text))
                        .stage(Stage.TEST)
                        .load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VALUE: " + rule);
    }
}
