package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.vercel.VercelConfig;
import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VercelFileTest {
    private final VercelConfig declared =
            VercelFile.declared(Ground.settings(Path.of("contentmax.env")).values());

    @Test
    void the_file_is_what_is_declared() {
        declared.assertUpToDate(Path.of("vercel.json"));
    }

    @Test
    void the_edge_says_four_headers_of_the_api() {
        assertThat(declared.headers())
                .singleElement()
                .satisfies(rule -> assertThat(rule.headers())
                        .extracting(header -> header.key() + ": " + header.value())
                        .containsExactlyInAnyOrder(
                                "X-Content-Type-Options: nosniff",
                                "X-Frame-Options: DENY",
                                "X-XSS-Protection: 1; mode=block",
                                "Referrer-Policy: strict-origin-when-cross-origin"));
    }

    @Test
    void nothing_in_it_is_refused() {
        assertThat(declared.validate(VercelPlan.PRO))
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .isEmpty();
    }
}
