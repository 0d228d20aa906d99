package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WitnessedTest {
    private final AtomicBoolean there = new AtomicBoolean(true);
    private final Witnessed target =
            new Witnessed(() -> there.get() ? Verdict.passed("It is there") : Verdict.failed("It is not there"));

    @Test
    void nobody_has_asked_fails() {
        assertThat(target.found().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void what_was_found_at_its_moment_is_told_whatever_came_after() throws Exception {
        target.run();
        there.set(false);

        assertThat(target.found().status()).isEqualTo(Status.PASSED);

        target.run();
        assertThat(target.found().status()).isEqualTo(Status.FAILED);
    }
}
