package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.objects.BucketEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ProgressBar bar = new ProgressBar(new PrintStream(out, true, StandardCharsets.UTF_8));

    private static BucketEvent progressed(long objects, long expected) {
        return new BucketEvent.Progressed(
                "templates", "a", objects, objects * 1024 * 1024, 10 * 1024 * 1024, expected, 0, Duration.ofSeconds(5));
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void it_grows_as_far_as_the_run_is() {
        bar.happened(progressed(5, 10));

        assertThat(shown())
                .startsWith("\rtemplates [###############...............] 5 objects, 5.0 MiB, 2.0 MiB/s, about ");
    }

    @Test
    void more_than_was_expected_fills_it_and_no_more() {
        bar.happened(progressed(50, 10));

        assertThat(shown()).contains("[##############################] 50 objects");
    }

    @Test
    void it_is_wiped_out_at_the_end() {
        bar.happened(progressed(5, 10));
        int length = shown().length() - 1;
        bar.happened(new BucketEvent.Failed("templates", "a", "no", Duration.ZERO));

        assertThat(shown()).endsWith("\r" + " ".repeat(length) + "\r");
    }

    @Test
    void a_run_without_progress_shows_nothing() {
        bar.happened(new BucketEvent.Failed("templates", "a", "no", Duration.ZERO));

        assertThat(shown()).isEmpty();
    }
}
