package dev.seaworthy.backup.retention;

import dev.seaworthy.backup.retention.Reason.Kind;
import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which backups are kept, by number and by calendar. Immutable; it reads no clock and no store.
 *
 * <p>A backup is kept if any rule keeps it. {@code daily(7)} keeps the newest backup of each of the last seven days
 * <i>that have one</i>, as restic's {@code forget} does: a pause of backups deletes nothing. Nothing is reckoned from
 * now, so that a clock that jumps deletes nothing either.
 *
 * <p><b>Guarantees</b>, whatever the rules say: never deleted are the newest backup, the newest that a drill has
 * proven, what is pinned, held, locked or dated more than an hour ahead, and what one of those kept needs. Where no
 * backup is proven, none is deleted, unless the policy says {@link Builder#unproven()}. What is dated ahead uses no
 * slot. To plan again for what a plan has left deletes nothing more.
 *
 * <p><b>Unlike</b> restic it does not keep the oldest backup while a rule has slots left; unlike Kopia it counts slots,
 * and not back from the newest by the calendar.
 */
public final class RetentionPolicy {
    /** How far clocks may differ. */
    static final Duration MOST_AHEAD = Duration.ofHours(1);

    private final Map<Kind, Integer> counts;
    private final @Nullable TemporalAmount within;
    private final ZoneId zone;
    private final boolean unproven;

    private RetentionPolicy(Builder builder) {
        this.counts = new EnumMap<>(builder.counts);
        this.within = builder.within;
        this.zone = builder.zone;
        this.unproven = builder.unproven;
    }

    /** A policy that keeps nothing yet. */
    public static Builder keep() {
        return new Builder();
    }

    /**
     * What becomes of these backups, with all reasons.
     *
     * @param now by which a backup is from the future, or still locked; and by nothing else
     * @throws IllegalArgumentException if two have the same id
     */
    public RetentionPlan plan(Collection<Candidate> backups, Instant now) {
        Planning planning = new Planning(backups, now);
        counts.forEach((rule, count) -> {
            if (rule == Kind.LAST) {
                planning.last(count);
            } else {
                planning.slots(rule, count, zone);
            }
        });
        if (within != null) {
            planning.within(within, zone);
        }
        planning.guard();
        if (!unproven) {
            planning.withhold();
        }
        planning.keepNeeded();
        return new RetentionPlan(toString(), now, planning.decisions(), List.of());
    }

    /** As in {@code keep last 3, daily 7, within P14D, in Europe/Berlin}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("keep");
        counts.forEach((rule, count) -> text.append(text.length() == 4 ? " " : ", ")
                .append(rule.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(count));
        if (within != null) {
            text.append(counts.isEmpty() ? " within " : ", within ").append(within);
        }
        return text.append(", in ")
                .append(zone)
                .append(unproven ? ", proven or not" : "")
                .toString();
    }

    /** Builds a policy; it needs one rule at least. */
    public static final class Builder {
        /** The most that a rule keeps. */
        public static final int MOST = 100_000;

        private static final int MOST_MONTHS = 1200;
        private static final int MOST_DAYS = 36_525;

        private final Problems problems = new Problems();
        private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        private @Nullable TemporalAmount within;
        private ZoneId zone = ZoneOffset.UTC;
        private boolean unproven;

        private Builder() {}

        /** The newest backups, so many. */
        public Builder last(int count) {
            return rule(Kind.LAST, count);
        }

        /** The newest of each of so many hours. */
        public Builder hourly(int count) {
            return rule(Kind.HOURLY, count);
        }

        /** The newest of each of so many days. */
        public Builder daily(int count) {
            return rule(Kind.DAILY, count);
        }

        /** The newest of each of so many weeks, as ISO 8601 has them. */
        public Builder weekly(int count) {
            return rule(Kind.WEEKLY, count);
        }

        /** The newest of each of so many months. */
        public Builder monthly(int count) {
            return rule(Kind.MONTHLY, count);
        }

        /** The newest of each of so many years. */
        public Builder yearly(int count) {
            return rule(Kind.YEARLY, count);
        }

        private Builder rule(Kind rule, int count) {
            String name = rule.name().toLowerCase(Locale.ROOT);
            problems.unless(
                    count >= 1 && count <= MOST, name + " is " + count + "; give 1 to " + MOST + ", or leave it out");
            problems.unless(counts.putIfAbsent(rule, count) == null, name + " is stated twice; state it once");
            return this;
        }

        /**
         * All that are older than the newest by less than this, which is reckoned from that backup and not from now; at
         * most 100 years.
         */
        public Builder within(Duration time) {
            return within(time, time.compareTo(Duration.ZERO) > 0 && time.toDays() <= MOST_DAYS);
        }

        /** The same by the calendar: {@code Period.ofMonths(1)}. */
        public Builder within(Period time) {
            return within(
                    time,
                    !time.isNegative()
                            && !time.isZero()
                            && time.toTotalMonths() <= MOST_MONTHS
                            && time.get(ChronoUnit.DAYS) <= MOST_DAYS);
        }

        private Builder within(TemporalAmount time, boolean sensible) {
            problems.unless(sensible, "within is " + time + "; give more than nothing, and at most 100 years");
            problems.unless(within == null, "within is stated twice; state it once");
            within = time;
            return this;
        }

        /** In the zone of the service's people, whose days, weeks and hours count; UTC if not said. */
        public Builder zone(ZoneId value) {
            this.zone = Objects.requireNonNull(value, "zone");
            return this;
        }

        /**
         * Deletes backups although no drill has proven one. For services that do not drill: then nobody knows whether
         * what is kept restores, and {@link #last} should be generous. Where one is proven, the newest such is kept all
         * the same.
         */
        public Builder unproven() {
            this.unproven = true;
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException that names all that is wrong, and if it would keep nothing
         */
        public RetentionPolicy build() {
            problems.unless(
                    !counts.isEmpty() || within != null,
                    "it keeps nothing; say last, hourly, daily, weekly, monthly, yearly or within");
            problems.refuse("RetentionPolicy");
            return new RetentionPolicy(this);
        }
    }
}
