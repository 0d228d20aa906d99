package dev.seaworthy.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of every plan, tried on random histories, and what is kept by an oracle that counts slots naively. */
class HistoriesTest {
    private static final int HISTORIES = 100_000;
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu");
    private static final Comparator<Candidate> BY_AGE =
            Comparator.comparing(Candidate::createdAt).thenComparing(Candidate::id);

    private final long seed = Long.getLong("seaworthy.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** A policy beside what it was made of. */
    private record Rules(
            RetentionPolicy policy, Map<String, Integer> counts, Period within, ZoneId zone, boolean loose) {}

    @Test
    void every_history_keeps_what_it_must_and_no_more() {
        int deleted = 0;
        for (int number = 0; number < HISTORIES; number++) {
            Rules rules = rules();
            Instant now = instant();
            List<Candidate> backups = history(now);
            RetentionPlan plan = rules.policy().plan(backups, now);
            try {
                check(rules, backups, now, plan);
            } catch (AssertionError e) {
                throw new AssertionError("-Dseaworthy.seed=" + seed + ", history " + number + "\n" + plan, e);
            }
            deleted += plan.deleted().size();
        }
        assertThat(deleted).as("seed %d", seed).isGreaterThan(HISTORIES);
    }

    private void check(Rules rules, List<Candidate> backups, Instant now, RetentionPlan plan) {
        assertThat(plan.decisions()).extracting(Decision::backup).containsExactlyInAnyOrderElementsOf(backups);
        Set<Candidate> kept = new HashSet<>(plan.kept());
        assertThat(kept).isEqualTo(oracle(rules, backups, now));
        List<Candidate> dated = dated(backups, now);
        dated.stream().max(BY_AGE).ifPresent(newest -> assertThat(kept).contains(newest));
        dated.stream()
                .filter(Candidate::proven)
                .max(BY_AGE)
                .ifPresent(proven -> assertThat(kept).contains(proven));
        for (Candidate gone : plan.deleted()) {
            assertThat(gone.marks()).isEmpty();
            assertThat(gone.lockedUntil().filter(now::isBefore)).isEmpty();
            assertThat(gone.createdAt()).isBeforeOrEqualTo(now.plus(Duration.ofHours(1)));
            assertThat(kept).noneMatch(left -> left.needs().contains(gone.id()));
        }
        assertThat(rules.policy().plan(plan.kept(), now).deleted()).isEmpty();
    }

    private static List<Candidate> dated(List<Candidate> backups, Instant now) {
        return backups.stream()
                .filter(backup -> !backup.createdAt().isAfter(now.plus(Duration.ofHours(1))))
                .toList();
    }

    private static Set<Candidate> oracle(Rules rules, List<Candidate> backups, Instant now) {
        List<Candidate> dated = dated(backups, now);
        Set<Candidate> kept = new HashSet<>();
        rules.counts().forEach((rule, count) -> kept.addAll(newestOfEach(dated, count, slot(rule, rules.zone()))));
        Optional<Candidate> newest = dated.stream().max(BY_AGE);
        newest.ifPresent(last -> {
            kept.add(last);
            if (!rules.within().isZero()) {
                Instant since = ZonedDateTime.ofInstant(last.createdAt(), rules.zone())
                        .minus(rules.within())
                        .toInstant();
                dated.stream().filter(one -> since.isBefore(one.createdAt())).forEach(kept::add);
            }
        });
        Optional<Candidate> proven = dated.stream().filter(Candidate::proven).max(BY_AGE);
        proven.ifPresent(kept::add);
        for (Candidate backup : backups) {
            if (!dated.contains(backup)
                    || !backup.marks().isEmpty()
                    || backup.lockedUntil().orElse(now).isAfter(now)
                    || (proven.isEmpty() && !rules.loose())) {
                kept.add(backup);
            }
        }
        boolean grew = true;
        while (grew) {
            Set<String> needed =
                    kept.stream().flatMap(one -> one.needs().stream()).collect(Collectors.toSet());
            grew = kept.addAll(
                    backups.stream().filter(one -> needed.contains(one.id())).toList());
        }
        return kept;
    }

    private static List<Candidate> newestOfEach(List<Candidate> dated, int count, Function<Candidate, Object> slot) {
        Map<Object, List<Candidate>> slots = dated.stream().collect(Collectors.groupingBy(slot));
        return slots.values().stream()
                .map(all -> all.stream().max(BY_AGE).orElseThrow())
                .sorted(BY_AGE.reversed())
                .limit(count)
                .toList();
    }

    /** By the dates on which periods begin, and not by their names. */
    private static Function<Candidate, Object> slot(String rule, ZoneId zone) {
        Function<Candidate, ZonedDateTime> time = backup -> backup.createdAt().atZone(zone);
        return switch (rule) {
            case "last" -> Candidate::id;
            case "hourly" ->
                backup -> {
                    ZonedDateTime local = time.apply(backup);
                    return List.of(local.toLocalDate(), local.getHour(), local.getOffset());
                };
            case "daily" -> backup -> time.apply(backup).toLocalDate();
            case "weekly" ->
                backup -> time.apply(backup).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "monthly" -> backup -> LocalDate.from(time.apply(backup)).withDayOfMonth(1);
            default -> backup -> time.apply(backup).getYear();
        };
    }

    private Rules rules() {
        RetentionPolicy.Builder builder = RetentionPolicy.keep();
        Map<String, Integer> counts = new HashMap<>();
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        builder.zone(zone);
        count(counts, "last", builder::last);
        count(counts, "hourly", builder::hourly);
        count(counts, "daily", builder::daily);
        count(counts, "weekly", builder::weekly);
        count(counts, "monthly", builder::monthly);
        count(counts, "yearly", builder::yearly);
        Period within = counts.isEmpty() || random.nextInt(4) == 0
                ? Period.of(0, random.nextInt(2), 1 + random.nextInt(20))
                : Period.ZERO;
        if (!within.isZero()) {
            builder.within(within);
        }
        boolean loose = random.nextBoolean();
        if (loose) {
            builder.unproven();
        }
        return new Rules(builder.build(), counts, within, zone, loose);
    }

    private void count(Map<String, Integer> counts, String rule, Function<Integer, RetentionPolicy.Builder> builder) {
        if (random.nextInt(3) == 0) {
            int count = 1 + random.nextInt(6);
            counts.put(rule, count);
            builder.apply(count);
        }
    }

    /** About a change to or from summer time in a third of all cases. */
    private Instant instant() {
        return switch (random.nextInt(6)) {
            case 0 -> Instant.parse("2026-10-25T03:00:00Z");
            case 1 -> Instant.parse("2006-10-29T04:00:00Z");
            default -> Instant.ofEpochSecond(random.nextInt(2_000_000_000));
        };
    }

    /** Backups whose clock jumps by up to ten years, or stands still. */
    private List<Candidate> history(Instant now) {
        List<Candidate> backups = new ArrayList<>();
        Instant time = now;
        int size = random.nextInt(14);
        for (int number = 0; number < size; number++) {
            time = time.minus(pace());
            Set<String> needs = random.nextInt(5) == 0 ? Set.of("b" + random.nextInt(size)) : Set.of();
            Candidate backup = Candidate.of("b" + number, time)
                    .withProven(random.nextInt(4) == 0)
                    .withNeeds(needs);
            backups.add(marked(backup, now));
        }
        return backups;
    }

    private Duration pace() {
        return switch (random.nextInt(12)) {
            case 0 -> Duration.ofDays(random.nextInt(7300) - 3650L);
            case 1 -> Duration.ZERO;
            case 2, 3 -> Duration.ofDays(random.nextInt(40));
            case 4, 5, 6 -> Duration.ofMinutes(random.nextInt(60));
            default -> Duration.ofHours(random.nextInt(30));
        };
    }

    private Candidate marked(Candidate backup, Instant now) {
        return switch (random.nextInt(20)) {
            case 0 -> backup.withMarks(List.of(new Mark(Mark.Kind.PIN, backup.id(), "why", now)));
            case 1 -> backup.withMarks(List.of(new Mark(Mark.Kind.LEGAL_HOLD, backup.id(), "case", now)));
            case 2 -> backup.withLockedUntil(Optional.of(now.plusSeconds(random.nextInt(3) - 1L)));
            default -> backup;
        };
    }
}
