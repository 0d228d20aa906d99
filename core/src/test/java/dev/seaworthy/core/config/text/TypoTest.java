package dev.seaworthy.core.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypoTest {
    private static final List<String> KNOWN = List.of("redirects", "rewrites", "env", "iad1", "fra1");

    @Test
    void the_nearest_is_found() {
        assertThat(Typo.nearest("redirect", KNOWN)).contains("redirects");
        assertThat(Typo.nearest("rewirtes", KNOWN)).contains("rewrites");
        assertThat(Typo.nearest("iad2", KNOWN)).contains("iad1");
        assertThat(Typo.nearest("redirects", List.of("redirectz", "redirects"))).contains("redirects");
    }

    @Test
    void what_is_far_from_all_is_no_typo() {
        assertThat(Typo.nearest("headers", KNOWN)).isEmpty();
        assertThat(Typo.nearest("ev", List.of("a"))).isEmpty();
        assertThat(Typo.nearest("", KNOWN)).isEmpty();
    }
}
