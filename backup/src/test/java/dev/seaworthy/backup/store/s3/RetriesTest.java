package dev.seaworthy.backup.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.retry.RetryRules;
import dev.seaworthy.core.deploy.check.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class RetriesTest {
    private static final SdkException RESET = SdkClientException.create("reset", new IOException("reset"));

    private final List<Long> pauses = new ArrayList<>();
    private long nanos;
    private int sent;

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    private Retries retries(int tries, RandomGenerator random) {
        return new Retries(new RetryRules(tries, Duration.ofMinutes(2), random, () -> nanos, this::pass));
    }

    private void pass(Duration pause) {
        pauses.add(pause.toMillis());
        nanos += pause.toNanos();
    }

    private String fail() {
        sent++;
        throw RESET;
    }

    /** What chooses the longest pause of each. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    void ends_after_so_many_tries() {
        assertThatThrownBy(() -> retries(4, new Random(1)).of(this::fail)).isSameAs(RESET);

        assertThat(sent).isEqualTo(4);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void the_bounds_of_the_pauses_double_up_to_twenty_seconds() {
        assertThatThrownBy(() -> retries(10, LONGEST).of(this::fail)).isSameAs(RESET);

        assertThat(pauses).containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 20_000L, 20_000L);
    }

    @Test
    void a_pause_has_any_length_up_to_its_bound() {
        Retries retries = retries(2, new Random(7));
        for (int i = 0; i < 300; i++) {
            assertThatThrownBy(() -> retries.of(this::fail)).isSameAs(RESET);
        }

        assertThat(pauses).allMatch(pause -> pause >= 0 && pause <= 200);
        assertThat(pauses).anyMatch(pause -> pause < 20).anyMatch(pause -> pause > 180);
    }

    @Test
    void ends_when_the_time_is_over_by_the_tries_themselves_too() {
        assertThatThrownBy(() -> retries(100, LONGEST).of(() -> {
                    nanos += Duration.ofSeconds(50).toNanos();
                    return fail();
                }))
                .isSameAs(RESET);

        assertThat(sent).isEqualTo(4); // the first failure is at 50 s, and the fifth try would begin at 200 s
    }

    /** So many tries would last a few seconds alone, were they few: a store that is away for a minute is waited for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void by_default_the_time_ends_it_and_not_the_tries(long seed) {
        Retries byDefault =
                new Retries(new RetryRules(S3Store.TRIES, S3Store.PATIENCE, new Random(seed), () -> nanos, this::pass));

        assertThatThrownBy(() -> byDefault.of(this::fail)).isSameAs(RESET);

        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    }

    @Test
    void gives_back_what_a_later_try_answers() {
        String answer = retries(3, LONGEST).of(() -> sent < 2 ? fail() : "here");

        assertThat(answer).isEqualTo("here");
        assertThat(sent).isEqualTo(2);
    }

    @Test
    void does_not_try_again_what_was_aborted_or_is_no_fault_of_the_wire() {
        for (SdkException failure : List.of(
                AbortedException.create("x", new IOException("x")), SdkClientException.create("no credentials"))) {
            assertThatThrownBy(() -> retries(4, LONGEST).of(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_thread_that_is_interrupted_does_not_try_again() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> retries(4, LONGEST).of(this::fail)).isSameAs(RESET);

        assertThat(sent).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_pause_that_is_interrupted_is_the_end() {
        Pause interrupted = duration -> {
            throw new InterruptedException();
        };
        Retries retries = new Retries(new RetryRules(4, Duration.ofMinutes(2), LONGEST, () -> nanos, interrupted));

        assertThatThrownBy(() -> retries.of(this::fail)).isSameAs(RESET);

        assertThat(sent).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }
}
