package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One box of a checklist: a check that runs, or what a person confirms. Immutable. */
public final class Item {
    /** How long a check may take by default: 30 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(7);

    private final String name;
    private final Phase phase;
    private final Severity severity;
    private final Duration timeout;
    private final List<String> after;
    private final @Nullable Check check;
    private final @Nullable Manual manual;

    private Item(Builder builder, @Nullable Check check, @Nullable Manual manual) {
        name = builder.name;
        phase = builder.phase;
        severity = builder.severity;
        timeout = builder.timeout;
        after = builder.after;
        this.check = check;
        this.manual = manual;
    }

    /** An item of this name: 1 to 100 printable characters on one line. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public Phase phase() {
        return phase;
    }

    public Severity severity() {
        return severity;
    }

    public Duration timeout() {
        return timeout;
    }

    /** The items that must hold before this one is asked. */
    public List<String> after() {
        return after;
    }

    /** Whether a person confirms it. */
    public boolean isManual() {
        return manual != null;
    }

    Optional<Manual> manual() {
        return Optional.ofNullable(manual);
    }

    Check check() {
        return Objects.requireNonNull(check, "check");
    }

    /** {@code backup age (pre-deployment)} */
    @Override
    public String toString() {
        return name + " (" + phase.title() + ")";
    }

    /** When an item is asked and how much it weighs. One thread at a time. */
    public static final class Builder {
        private final String name;
        private Phase phase = Phase.PRE_DEPLOYMENT;
        private Severity severity = Severity.BLOCKING;
        private Duration timeout = DEFAULT_TIMEOUT;
        private List<String> after = List.of();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** {@link Phase#PRE_DEPLOYMENT} if not said. */
        public Builder in(Phase when) {
            phase = Objects.requireNonNull(when, "phase");
            return this;
        }

        /** {@link Severity#BLOCKING} if not said. */
        public Builder severity(Severity weight) {
            severity = Objects.requireNonNull(weight, "severity");
            return this;
        }

        /** What is asked for should hold; nothing waits for it. */
        public Builder advisory() {
            return severity(Severity.ADVISORY);
        }

        /** It is measured and shown, and decides nothing. */
        public Builder dryRun() {
            return severity(Severity.DRY_RUN);
        }

        /** How long the check may take before it is interrupted; {@link #DEFAULT_TIMEOUT} if not said. */
        public Builder timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /**
         * What must hold before it is asked: items of the same phase or an earlier one, and none that weighs less. If
         * one of them does not hold, this one is skipped.
         */
        public Builder after(String... items) {
            after = List.of(items);
            return this;
        }

        /**
         * The item that asks this.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public Item check(Check check) {
            Objects.requireNonNull(check, "check");
            refuse(new Problems());
            return new Item(this, check, null);
        }

        /** The item that a person of this role confirms, once and for all: {@code security lead}. */
        public Item confirmedBy(String role) {
            return confirmed(role, Optional.empty());
        }

        /** The same, and a confirmation is good for so long. */
        public Item confirmedBy(String role, Duration validFor) {
            return confirmed(role, Optional.of(validFor));
        }

        private Item confirmed(String role, Optional<Duration> validFor) {
            Problems problems = new Problems();
            problems.unless(Name.isGood(role), "the role must be " + Name.RULE);
            validFor.ifPresent(
                    time -> problems.unless(isPositive(time), "a confirmation must be good for some time: " + time));
            refuse(problems);
            return new Item(this, null, new Manual(role, validFor));
        }

        private void refuse(Problems problems) {
            problems.unless(Name.isGood(name), "the name must be " + Name.RULE);
            problems.unless(
                    isPositive(timeout) && timeout.compareTo(LONGEST) <= 0,
                    "the timeout must be positive, and " + LONGEST.toDays() + " days at most: " + timeout);
            problems.refuse("Item \"" + name + "\"");
        }

        private static boolean isPositive(Duration time) {
            return !time.isNegative() && !time.isZero();
        }
    }
}
