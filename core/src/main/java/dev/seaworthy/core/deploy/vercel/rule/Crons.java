package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cron jobs that Vercel refuses, that are there twice, and that start in the same minute. */
final class Crons {
    /** More often than that, a cron job meets each other, and nobody minds. */
    private static final int RARE = 24;

    private static final int MOST_COMPARED = 100;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = FROM.plus(Duration.ofDays(62));
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Crons() {}

    static void check(Node file, Findings findings) {
        Map<String, Node> paths = new HashMap<>();
        for (Node cron : file.list("crons")) {
            cron.text("path").ifPresent(path -> path(cron, path, paths, findings));
            cron.text("schedule").ifPresent(schedule -> schedule(cron.at("schedule"), schedule, findings));
        }
        collisions(file, findings);
    }

    private static void path(Node cron, String path, Map<String, Node> paths, Findings findings) {
        if (!path.startsWith("/")) {
            findings.error(cron.at("path"), Findings.quoted(path) + " is no path", "Let it begin with \"/\".");
        }
        Node before = paths.putIfAbsent(path, cron);
        if (before != null) {
            findings.warning(
                    cron.at("path"),
                    "is the path of " + before.pointer() + " too",
                    "Join the two schedules, unless both are meant.");
        }
    }

    private static void schedule(Node at, String text, Findings findings) {
        try {
            if (Schedule.parse(text).namesBothDays()) {
                findings.warning(
                        at,
                        "names a day of the month and a day of the week, which Vercel's documentation excludes",
                        "Set one of the two to *.");
            }
        } catch (IllegalArgumentException malformed) {
            findings.error(
                    at,
                    Findings.quoted(text) + " is no schedule: " + malformed.getMessage(),
                    "Write it as in \"0 2 * * *\", which is daily at 02:00 UTC.");
        }
    }

    private static void collisions(Node file, Findings findings) {
        Map<Instant, Node> starts = new HashMap<>();
        Set<String> told = new HashSet<>();
        file.list("crons").stream().limit(MOST_COMPARED).forEach(cron -> {
            Optional<Schedule> schedule = Schedule.of(cron.at("schedule")).filter(found -> !found.runsMoreThan(RARE));
            schedule.ifPresent(found -> {
                for (Instant run = found.after(FROM); run.isBefore(UNTIL); run = found.after(run)) {
                    Node other = starts.putIfAbsent(run, cron);
                    if (other != null && !other.pointer().equals(cron.pointer()) && told.add(cron.pointer())) {
                        findings.note(
                                cron.at("schedule"),
                                "starts in the same minute as %s, at %s UTC for instance"
                                        .formatted(other.pointer(), MINUTE.format(run)),
                                "Move one by a few minutes, if both are heavy.");
                    }
                }
            });
        });
    }
}
