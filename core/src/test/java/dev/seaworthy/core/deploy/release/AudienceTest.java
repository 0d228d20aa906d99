package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AudienceTest {
    private final World world = new World();
    private final AtomicInteger heard = new AtomicInteger();

    private Step noting() {
        return Step.named("deploy")
                .run(context -> context.note("url", "https://contentmax-abc.example"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    @Test
    void an_error_that_it_throws_harms_nothing() {
        Release release = world.release("42")
                .step(noting())
                .onEntry(entry -> {
                    heard.incrementAndGet();
                    throw new AssertionError("dead");
                })
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(heard).hasValue(5);
    }

    @Test
    void one_that_hangs_hears_no_more_and_holds_nobody_up() {
        Release release = world.release("42")
                .grace(Duration.ofMillis(10))
                .step(noting())
                .onEntry(entry -> {
                    heard.incrementAndGet();
                    if (entry.event() == JournalEvent.NOTED) {
                        while (true) {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                continue;
                            }
                        }
                    }
                })
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(outcome.steps().get(0).notes()).containsKey("url");
        assertThat(heard).hasValue(3);
    }
}
