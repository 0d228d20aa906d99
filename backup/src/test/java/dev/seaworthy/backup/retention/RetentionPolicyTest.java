package dev.seaworthy.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static Candidate at(String time) {
        return Candidate.of(time, Instant.parse(time)).withProven(true);
    }

    private static List<Candidate> at(String... times) {
        return List.of(times).stream().map(RetentionPolicyTest::at).toList();
    }

    private static RetentionPolicy.Builder keep() {
        return RetentionPolicy.keep();
    }

    private static List<String> kept(RetentionPolicy policy, List<Candidate> backups) {
        return policy.plan(backups, NOW).kept().stream().map(Candidate::id).toList();
    }

    private static List<String> reasons(RetentionPlan plan, String id) {
        return plan.decisions().stream()
                .filter(decision -> decision.backup().id().equals(id))
                .flatMap(decision -> decision.reasons().stream())
                .map(Reason::toString)
                .toList();
    }

    @Test
    void the_newest_of_each_period_is_kept_and_says_of_which() {
        RetentionPlan plan = keep().last(1)
                .hourly(1)
                .daily(1)
                .weekly(1)
                .monthly(1)
                .yearly(1)
                .build()
                .plan(at("2026-11-28T09:10:00Z", "2026-11-28T09:50:00Z"), NOW);

        assertThat(reasons(plan, "2026-11-28T09:50:00Z"))
                .containsExactly(
                        "last 1 of 1",
                        "hourly 2026-11-28T09",
                        "daily 2026-11-28",
                        "weekly 2026-W48",
                        "monthly 2026-11",
                        "yearly 2026",
                        "newest",
                        "newest proven");
        assertThat(plan.deleted()).extracting(Candidate::id).containsExactly("2026-11-28T09:10:00Z");
    }

    @Test
    void a_period_without_a_backup_takes_no_slot() {
        List<Candidate> backups = at("2026-11-28T09:00:00Z", "2026-11-20T09:00:00Z", "2025-02-01T09:00:00Z");

        assertThat(kept(keep().daily(3).build(), backups)).hasSize(3);
        assertThat(kept(keep().daily(2).build(), backups)).hasSize(2);
    }

    @Test
    void weeks_are_those_of_iso_8601() {
        RetentionPlan plan = keep().weekly(5)
                .build()
                .plan(at("2026-01-04T23:59:59Z", "2026-01-05T00:00:00Z", "2024-12-30T00:00:00Z"), NOW);

        assertThat(reasons(plan, "2026-01-04T23:59:59Z")).containsExactly("weekly 2026-W01");
        assertThat(reasons(plan, "2026-01-05T00:00:00Z")).contains("weekly 2026-W02");
        assertThat(reasons(plan, "2024-12-30T00:00:00Z")).containsExactly("weekly 2025-W01");
    }

    @Test
    void a_day_is_one_of_the_zone() {
        List<Candidate> backups = at("2026-11-27T22:59:00Z", "2026-11-27T23:01:00Z");

        assertThat(kept(keep().daily(2).build(), backups)).containsExactly("2026-11-27T23:01:00Z");
        assertThat(kept(keep().daily(2).zone(ZoneId.of("Europe/Berlin")).build(), backups))
                .hasSize(2);
    }

    @Test
    void an_hour_that_comes_twice_is_two() {
        RetentionPlan plan = keep().hourly(2)
                .zone(ZoneId.of("Europe/Berlin"))
                .build()
                .plan(at("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"), NOW);

        assertThat(reasons(plan, "2026-10-25T00:30:00Z")).containsExactly("hourly 2026-10-25T02+02:00");
        assertThat(reasons(plan, "2026-10-25T01:30:00Z")).contains("hourly 2026-10-25T02+01:00");
    }

    @Test
    void within_is_reckoned_from_the_newest_and_not_from_now() {
        RetentionPolicy policy = keep().within(Duration.ofDays(7)).build();
        List<Candidate> backups = at("2020-01-08T00:00:00Z", "2020-01-01T00:00:01Z", "2020-01-01T00:00:00Z");

        assertThat(kept(policy, backups)).containsExactly("2020-01-08T00:00:00Z", "2020-01-01T00:00:01Z");
        assertThat(reasons(policy.plan(backups, NOW), "2020-01-01T00:00:01Z"))
                .containsExactly("within, after 2020-01-01T00:00:00Z");
    }

    @Test
    void a_period_is_one_of_the_calendar_in_the_zone() {
        RetentionPolicy policy = keep().within(Period.ofMonths(1))
                .zone(ZoneId.of("Europe/Berlin"))
                .build();

        assertThat(kept(policy, at("2026-04-10T10:00:00Z", "2026-03-10T11:00:00Z", "2026-03-10T11:00:01Z")))
                .containsExactly("2026-04-10T10:00:00Z", "2026-03-10T11:00:01Z");
    }

    @Test
    void what_is_dated_ahead_is_kept_and_uses_no_slot() {
        Candidate ahead = at("2026-11-28T11:00:01Z");
        Candidate almost = at("2026-11-28T11:00:00Z");
        RetentionPlan plan = keep().last(1).build().plan(List.of(ahead, almost, at("2026-11-28T09:00:00Z")), NOW);

        assertThat(reasons(plan, ahead.id())).containsExactly("from the future, 2026-11-28T11:00:01Z");
        assertThat(reasons(plan, almost.id())).containsExactly("last 1 of 1", "newest", "newest proven");
        assertThat(plan.deleted()).hasSize(1);
    }

    @Test
    void a_clock_that_is_set_back_deletes_nothing() {
        RetentionPolicy policy = keep().last(1).build();

        assertThat(policy.plan(at("2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z"), Instant.EPOCH)
                        .deleted())
                .isEmpty();
    }

    @Test
    void the_newest_proven_stays_however_old_it_is() {
        Candidate proven = at("2001-01-01T00:00:00Z");
        Candidate newer = at("2026-11-27T00:00:00Z").withProven(false);
        Candidate newest = at("2026-11-28T00:00:00Z").withProven(false);
        RetentionPlan plan = keep().last(1).build().plan(List.of(proven, newer, newest), NOW);

        assertThat(reasons(plan, proven.id())).containsExactly("newest proven");
        assertThat(plan.deleted()).containsExactly(newer);
    }

    @Test
    void where_none_is_proven_nothing_is_deleted_unless_the_policy_says_so() {
        Candidate older = at("2026-11-27T00:00:00Z").withProven(false);
        Candidate newest = at("2026-11-28T00:00:00Z").withProven(false);
        RetentionPlan plan = keep().last(1).build().plan(List.of(older, newest), NOW);

        assertThat(plan.deleted()).isEmpty();
        assertThat(plan.isWithheld()).isTrue();
        assertThat(reasons(plan, older.id())).containsExactly("no backup is proven");
        RetentionPlan loose = keep().last(1).unproven().build().plan(List.of(older, newest), NOW);
        assertThat(loose.deleted()).containsExactly(older);
        assertThat(loose.isWithheld()).isFalse();
    }

    @Test
    void a_proven_one_of_the_future_proves_nothing() {
        Candidate ahead = at("2030-01-01T00:00:00Z");
        Candidate older = at("2026-11-27T00:00:00Z").withProven(false);
        Candidate newest = at("2026-11-28T00:00:00Z").withProven(false);

        assertThat(keep().last(1)
                        .build()
                        .plan(List.of(ahead, older, newest), NOW)
                        .deleted())
                .isEmpty();
    }

    @Test
    void what_is_pinned_held_or_locked_stays_and_says_why() {
        Candidate pinned = marked("2026-11-01T00:00:00Z", Mark.Kind.PIN, "before the migration");
        Candidate held = marked("2026-11-02T00:00:00Z", Mark.Kind.LEGAL_HOLD, "2026/17");
        Candidate locked = at("2026-11-03T00:00:00Z").withLockedUntil(Optional.of(NOW.plusSeconds(1)));
        Candidate over = at("2026-11-04T00:00:00Z").withLockedUntil(Optional.of(NOW));
        Candidate forever = at("2026-11-05T00:00:00Z").withLockedUntil(Optional.of(Instant.MAX));
        RetentionPlan plan = keep().last(1)
                .build()
                .plan(List.of(pinned, held, locked, over, forever, at("2026-11-28T00:00:00Z")), NOW);

        assertThat(reasons(plan, pinned.id())).containsExactly("pinned: before the migration");
        assertThat(reasons(plan, held.id())).containsExactly("legal hold: 2026/17");
        assertThat(reasons(plan, locked.id())).containsExactly("locked until 2026-11-28T10:00:01Z");
        assertThat(reasons(plan, forever.id())).containsExactly("locked until somebody lifts it");
        assertThat(plan.deleted()).containsExactly(over);
    }

    private static Candidate marked(String time, Mark.Kind kind, String text) {
        return at(time).withMarks(List.of(new Mark(kind, time, text, NOW)));
    }

    @Test
    void what_a_kept_one_needs_stays_and_what_that_needs() {
        Candidate root = at("2026-01-01T00:00:00Z");
        Candidate middle = at("2026-01-02T00:00:00Z").withNeeds(Set.of(root.id()));
        Candidate newest = at("2026-01-03T00:00:00Z").withNeeds(Set.of(middle.id(), "gone"));
        Candidate other = at("2026-01-02T12:00:00Z").withNeeds(Set.of(root.id()));
        RetentionPlan plan = keep().last(1).build().plan(List.of(root, middle, newest, other), NOW);

        assertThat(reasons(plan, middle.id())).containsExactly("needed by 2026-01-03T00:00:00Z");
        assertThat(reasons(plan, root.id())).containsExactly("needed by 2026-01-02T00:00:00Z");
        assertThat(plan.deleted()).containsExactly(other);
    }

    @Test
    void what_is_withheld_keeps_what_it_needs() {
        Candidate root = at("2026-01-01T00:00:00Z").withProven(false);
        Candidate newest = at("2026-01-03T00:00:00Z").withProven(false).withNeeds(Set.of(root.id()));

        assertThat(reasons(keep().last(1).build().plan(List.of(root, newest), NOW), root.id()))
                .containsExactly("no backup is proven", "needed by " + newest.id());
    }

    @Test
    void needs_may_go_in_a_circle() {
        Candidate one = at("2026-01-01T00:00:00Z").withNeeds(Set.of("2026-01-02T00:00:00Z"));
        Candidate two = at("2026-01-02T00:00:00Z").withNeeds(Set.of(one.id()));

        assertThat(keep().last(1).build().plan(List.of(one, two), NOW).deleted())
                .isEmpty();
    }

    @Test
    void of_two_at_the_same_time_the_greater_id_is_the_newer_in_any_order() {
        Instant time = Instant.parse("2026-11-28T00:00:00Z");
        List<Candidate> backups = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            backups.add(Candidate.of(id, time).withProven(true));
        }
        Collections.shuffle(backups, new Random(7));

        assertThat(kept(keep().last(2).build(), backups)).containsExactly("c", "b");
    }

    @Test
    void nothing_comes_of_nothing() {
        assertThat(keep().last(1)
                        .within(Duration.ofDays(1))
                        .build()
                        .plan(List.of(), NOW)
                        .decisions())
                .isEmpty();
    }

    @Test
    void two_of_the_same_id_are_refused() {
        RetentionPolicy policy = keep().last(1).build();
        List<Candidate> twice = at("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> policy.plan(twice, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Backup 2026-01-01T00:00:00Z is given twice");
    }

    @Test
    void a_policy_that_keeps_nothing_is_refused() {
        assertThatThrownBy(() -> keep().unproven().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RetentionPolicy: it keeps nothing; say last, hourly, daily, weekly, monthly, yearly"
                        + " or within");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> keep().last(-1)
                        .hourly(0)
                        .daily(100_001)
                        .weekly(2)
                        .weekly(3)
                        .within(Duration.ZERO)
                        .within(Duration.ofDays(36_526))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "last is -1",
                        "hourly is 0",
                        "daily is 100001",
                        "weekly is stated twice",
                        "within is PT0S",
                        "within is PT876624H",
                        "within is stated twice");
    }

    @Test
    void a_period_that_makes_no_sense_is_refused() {
        for (Period period : List.of(
                Period.ZERO, Period.of(0, 1, -1), Period.ofYears(101), Period.ofDays(36_526), Period.ofMonths(1201))) {
            assertThatThrownBy(() -> keep().within(period).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("within is " + period);
        }
        keep().within(Period.ofYears(100)).build();
        keep().within(Duration.ofDays(36_525))
                .last(RetentionPolicy.Builder.MOST)
                .build();
    }

    @Test
    void prints_as_a_table() {
        RetentionPlan plan = keep().last(1)
                .within(Period.ofDays(1))
                .zone(ZoneId.of("Europe/Berlin"))
                .build()
                .plan(at("2026-11-28T09:50:00Z", "2026-11-20T09:10:00Z"), NOW)
                .withUnreadable(List.of("garbage"));

        assertThat(plan).hasToString("""
                keep last 1, within P1D, in Europe/Berlin, at 2026-11-28T10:00:00Z: 1 kept, 1 to be deleted
                keep    2026-11-28T09:50:00Z  2026-11-28T09:50:00Z  proven    last 1 of 1; within, after \
                2026-11-27T09:50:00Z; newest; newest proven
                delete  2026-11-20T09:10:00Z  2026-11-20T09:10:00Z  proven    no rule keeps it
                keep    garbage  its manifest cannot be read
                """);
        assertThat(keep().within(Period.ofDays(1)).unproven().build())
                .hasToString("keep within P1D, in Z, proven or not");
    }
}
