package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.deploy.vercel.rule.Schedule;
import dev.seaworthy.core.schedule.Job;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A path that Vercel requests on a schedule, in production deployments only. Immutable.
 *
 * @param path of the deployment, from {@code /} on
 * @param schedule five fields of numbers, by UTC: {@code 0 2 * * *}
 */
public record VercelCron(String path, String schedule) {
    private static final int MOST_RUNS = 1_000;

    public VercelCron {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(schedule, "schedule");
    }

    /**
     * The schedule of a job, for a path that runs it.
     *
     * @throws IllegalArgumentException if Vercel can't run it: its schedule is a delay, of another time than UTC, or
     *     not of five fields of numbers
     */
    public static VercelCron of(String path, Job job) {
        String schedule = job.schedule();
        int end = schedule.lastIndexOf(' ');
        String expression = schedule.substring(0, end);
        if (expression.equals("every")) {
            throw refusal(job, "a delay between runs is no schedule of Vercel");
        }
        if (!isUtc(schedule.substring(end + 1))) {
            throw refusal(job, "Vercel runs by UTC alone");
        }
        try {
            Schedule.parse(expression);
        } catch (IllegalArgumentException refused) {
            throw refusal(job, "its schedule " + refused.getMessage());
        }
        return new VercelCron(path, expression);
    }

    /**
     * The next runs after this time: a preview.
     *
     * @param runs at most 1,000
     * @throws IllegalArgumentException if the schedule is malformed, or {@code runs} is not from 0 to 1,000
     */
    public List<Instant> next(Instant after, int runs) {
        if (runs < 0 || runs > MOST_RUNS) {
            throw new IllegalArgumentException("runs is 0 to " + MOST_RUNS + ": " + runs);
        }
        Schedule parsed = Schedule.parse(schedule);
        List<Instant> next = new ArrayList<>();
        Instant last = after;
        for (int run = 0; run < runs; run++) {
            last = parsed.after(last);
            next.add(last);
        }
        return next;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", path);
        tree.put("schedule", schedule);
        return tree;
    }

    private static boolean isUtc(String zone) {
        try {
            return ZoneId.of(zone).normalized().equals(ZoneOffset.UTC);
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static IllegalArgumentException refusal(Job job, String why) {
        return new IllegalArgumentException(
                "Job %s can't be a cron job of Vercel: %s; declare it with five fields of numbers and UTC"
                        .formatted(job, why));
    }
}
