package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.schedule.cron.Cron;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** A schedule as Vercel takes it: five fields of numbers, by UTC. Immutable. */
public final class Schedule {
    private static final int FIELDS = 5;

    /** Any day will do: how often a cron job runs on a day on which it runs is the same for all. */
    private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final String text;
    private final Cron cron;

    private Schedule(String text, Cron cron) {
        this.text = text;
        this.cron = cron;
    }

    static Optional<Schedule> of(Node node) {
        try {
            return node.text().map(Schedule::parse);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with what is wrong, if Vercel does not take it
     */
    public static Schedule parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "has %d fields, and Vercel takes five: minute, hour, day of month, month, day of week"
                            .formatted(text.isBlank() ? 0 : fields.length));
        }
        if (text.chars().anyMatch(Character::isLetter)) {
            throw new IllegalArgumentException("has letters, and Vercel takes numbers alone");
        }
        return new Schedule(text, Cron.of(text.strip(), ZoneOffset.UTC));
    }

    /** The first time after {@code instant}. */
    public Instant after(Instant instant) {
        return cron.after(instant);
    }

    /** Whether it says both a day of the month and a day of the week. */
    boolean namesBothDays() {
        String[] fields = text.strip().split("\\s+", -1);
        return !fields[2].equals("*") && !fields[4].equals("*");
    }

    /** Whether it runs more often than that on a day on which it runs. */
    boolean runsMoreThan(long times) {
        Instant run = after(SOME_TIME.minusSeconds(1));
        LocalDate day = LocalDate.ofInstant(run, ZoneOffset.UTC);
        for (long runs = 0; LocalDate.ofInstant(run, ZoneOffset.UTC).equals(day); runs++) {
            if (runs == times) {
                return true;
            }
            run = after(run);
        }
        return false;
    }
}
