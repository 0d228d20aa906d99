package dev.seaworthy.security.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                        | /",
                "/a/b                     | /a/b",
                "/a/                      | /a/",
                "/a?b=/c#d                | /a",
                "/a;x/b;y=1;z             | /a/b",
                "/;x                      | /",
                "/a%3Bx                   | /a;x",
                "/a%20b+c                 | /a b+c",
                "/caf%C3%A9               | /café",
                "/café                    | /café",
                "/%2561                   | /%61",
                "/a/./b                   | /a/b",
                "/a/../b                  | /b",
                "/a/b/..                  | /a/",
                "/a/b/.                   | /a/b/",
                "/..                      | /",
                "/../../a                 | /a",
                "/health/%2e%2e/admin     | /admin",
                "/health/%2E./admin       | /admin",
                "/health%2f..%2fadmin     | /admin",
                "/health/..;x=1/admin     | /admin",
                "/health/%2e%2e;x/admin   | /admin",
                "/health;/../admin        | /admin",
                "/a//b                    | /a//b",
                "/a//../b                 | /a/b",
                "/...                     | /...",
                "/.a/..b                  | /.a/..b",
                "*                        | /*",
                "?q                       | /",
                "//host                   | /",
                "//host/admin             | /admin",
                "http://host              | /",
                "http://host/a/../b?c     | /b",
                "mailto:x                 | /",
                "host:443                 | /",
            })
    void is_the_path_that_counts(URI target, String path) {
        assertThat(TargetPath.of(target)).isEqualTo(path);
    }

    @Test
    void control_characters_and_broken_utf8_do_not_make_it_fail() {
        assertThat(TargetPath.of(URI.create("/a%00b%0d%0a"))).isEqualTo("/a\0b\r\n");
        assertThat(TargetPath.of(URI.create("/%ff%c3"))).isEqualTo("/\ufffd\ufffd");
    }

    @Test
    void no_target_makes_it_fail_or_leaves_a_dot_segment() {
        Random random = new Random(20260131);
        String alphabet = "/..;%2eE52f3Bx?#*:@+ \\ü\u0000";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder target = new StringBuilder();
            random.ints(random.nextInt(16), 0, alphabet.length()).forEach(at -> target.append(alphabet.charAt(at)));
            parsed(target.toString()).map(TargetPath::of).ifPresent(path -> {
                assertThat(path).as(target.toString()).startsWith("/");
                assertThat(path.split("/", -1)).as(target.toString()).doesNotContain(".", "..");
            });
        }
    }

    /** The server itself refuses the rest by 400. */
    private static Optional<URI> parsed(String target) {
        try {
            return Optional.of(new URI(target));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
