package dev.seaworthy.backup.store.retry;

import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.failure.Problems;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** What a builder is told of retries. One thread. */
public final class RetryOptions {
    private final Problems problems;
    private int tries = RetryRules.TRIES;
    private Duration patience = RetryRules.PATIENCE;
    private RandomGenerator random = new SecureRandom();
    private LongSupplier ticker = System::nanoTime;
    private Pause pause = Pause.real();

    /**
     * Those that hold if nothing is said.
     *
     * @param problems of the builder, which refuses with them
     */
    public RetryOptions(Problems problems) {
        this.problems = problems;
    }

    public void tries(int most) {
        problems.unless(most >= 1, "tries is " + most + "; give 1 or more");
        tries = most;
    }

    public void patience(Duration most) {
        problems.unless(!most.isNegative(), "patience is " + most + "; give no time, or some");
        patience = most;
    }

    public void random(RandomGenerator value) {
        random = Objects.requireNonNull(value, "random");
    }

    public void ticker(LongSupplier value) {
        ticker = Objects.requireNonNull(value, "ticker");
    }

    public void pause(Pause value) {
        pause = Objects.requireNonNull(value, "pause");
    }

    public RetryRules rules() {
        return new RetryRules(tries, patience, random, ticker, pause);
    }
}
