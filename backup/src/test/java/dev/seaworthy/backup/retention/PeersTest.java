package dev.seaworthy.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tests of restic (internal/data/snapshot_policy_test.go), Kopia (snapshot/policy/retention_policy_test.go)
 * and Barman (tests/test_retention_policies.py) expect of a history, and where ours differs.
 */
class PeersTest {
    /** Of restic: days of 2014 and 2015 at 10:20:30, and 2016 to the second. */
    private static final List<String> DAYS_OF_A_YEAR =
            """
            08-08 08-10 08-12 08-13 08-15 08-18 08-20 08-21 08-22 09-01 09-02 09-05 09-06 09-08 09-09 09-10 09-11 09-20 \
            09-22 10-01 10-02 10-05 10-06 10-08 10-09 10-10 10-11 10-20 10-22 11-08 11-10 11-12 11-13 11-15 11-18 11-20 \
            11-21 11-22""".lines().flatMap(line -> Stream.of(line.split(" ", -1))).toList();

    private static final List<String> OF_2016 = List.of(
            "01-01T01:02:03",
            "01-01T01:03:03",
            "01-01T07:08:03",
            "01-03T07:02:03",
            "01-04T10:23:03",
            "01-04T11:23:03",
            "01-04T12:23:03",
            "01-04T12:24:03",
            "01-04T12:28:03",
            "01-04T12:30:03",
            "01-04T16:23:03",
            "01-05T09:02:03",
            "01-06T08:02:03",
            "01-07T10:02:03",
            "01-08T20:02:03",
            "01-09T21:02:03",
            "01-12T21:02:03",
            "01-12T21:08:03",
            "01-18T12:02:03");

    private static List<String> ofRestic() {
        List<String> times = new ArrayList<>();
        for (int year : List.of(2014, 2015)) {
            DAYS_OF_A_YEAR.forEach(day -> times.add(year + "-" + day + "T10:20:30Z"));
            times.add(year + "-08-13T10:20:30.100Z");
            times.add(year + "-11-13T10:20:30.100Z");
        }
        times.addAll(List.of(
                "2015-10-22T10:20:30Z", "2015-10-22T10:20:30Z", "2015-10-22T10:20:30Z", "2015-10-22T10:20:30Z"));
        OF_2016.forEach(time -> times.add("2016-" + time + "Z"));
        return times;
    }

    static Stream<Arguments> cases() {
        List<String> restic = ofRestic();
        return Stream.of(
                of("restic, hourly 20", restic, keep -> keep.hourly(20), """
                        2016-01-18T12:02:03Z 2016-01-12T21:08:03Z 2016-01-09T21:02:03Z 2016-01-08T20:02:03Z \
                        2016-01-07T10:02:03Z 2016-01-06T08:02:03Z 2016-01-05T09:02:03Z 2016-01-04T16:23:03Z \
                        2016-01-04T12:30:03Z 2016-01-04T11:23:03Z 2016-01-04T10:23:03Z 2016-01-03T07:02:03Z \
                        2016-01-01T07:08:03Z 2016-01-01T01:03:03Z 2015-11-22T10:20:30Z 2015-11-21T10:20:30Z \
                        2015-11-20T10:20:30Z 2015-11-18T10:20:30Z 2015-11-15T10:20:30Z 2015-11-13T10:20:30.100Z"""),
                of("restic, monthly 6", restic, keep -> keep.monthly(6), """
                        2016-01-18T12:02:03Z 2015-11-22T10:20:30Z 2015-10-22T10:20:30Z 2015-09-22T10:20:30Z \
                        2015-08-22T10:20:30Z 2014-11-22T10:20:30Z"""),
                of(
                        "restic, daily 2, weekly 2, monthly 6",
                        restic,
                        keep -> keep.daily(2).weekly(2).monthly(6),
                        """
                        2016-01-18T12:02:03Z 2016-01-12T21:08:03Z 2015-11-22T10:20:30Z 2015-10-22T10:20:30Z \
                        2015-09-22T10:20:30Z 2015-08-22T10:20:30Z 2014-11-22T10:20:30Z"""),
                of("restic, yearly 10, without the oldest, 2014-08-08", restic, keep -> keep.yearly(10), """
                        2016-01-18T12:02:03Z 2015-11-22T10:20:30Z 2014-11-22T10:20:30Z"""),
                of("restic, within 7d", restic, keep -> keep.within(Period.ofDays(7)), """
                        2016-01-18T12:02:03Z 2016-01-12T21:08:03Z 2016-01-12T21:02:03Z"""),
                of("Kopia, latest 3", minutes(), keep -> keep.last(3), """
                        2020-01-01T12:03:00Z 2020-01-01T12:02:00Z 2020-01-01T12:01:00Z"""),
                of(
                        "Kopia, daily 3",
                        pairs("2020-01-0%dT12:00:00Z", "2020-01-0%dT15:00:00Z"),
                        keep -> keep.daily(3),
                        """
                        2020-01-04T15:00:00Z 2020-01-03T15:00:00Z 2020-01-02T15:00:00Z"""),
                of(
                        "Kopia, monthly 3",
                        pairs("2020-0%d-01T12:00:00Z", "2020-0%d-02T15:00:00Z"),
                        keep -> keep.monthly(3),
                        """
                        2020-04-02T15:00:00Z 2020-03-02T15:00:00Z 2020-02-02T15:00:00Z"""),
                of(
                        "Kopia, monthly 3 with none in February, and January, which Kopia's calendar would delete",
                        List.of(
                                "2020-01-01T12:00:00Z",
                                "2020-01-01T15:00:00Z",
                                "2020-03-02T15:00:00Z",
                                "2020-04-01T12:00:00Z",
                                "2020-04-02T15:00:00Z"),
                        keep -> keep.monthly(3),
                        "2020-04-02T15:00:00Z 2020-03-02T15:00:00Z 2020-01-01T15:00:00Z"),
                of(
                        "Kopia, weekly 3",
                        List.of(
                                "2020-01-01T12:00:00Z",
                                "2020-01-01T15:00:00Z",
                                "2020-01-08T12:00:00Z",
                                "2020-01-09T12:00:00Z",
                                "2020-01-15T12:00:00Z"),
                        keep -> keep.weekly(3),
                        "2020-01-15T12:00:00Z 2020-01-09T12:00:00Z 2020-01-01T15:00:00Z"),
                of("Barman, redundancy 2", minutes().subList(0, 3), keep -> keep.last(2), """
                        2020-01-01T12:02:00Z 2020-01-01T12:01:00Z"""),
                of(
                        "Barman, a window of 4 weeks without the one before it, and a minimum redundancy of 3",
                        List.of(
                                "2020-10-21T00:00:00Z",
                                "2020-09-16T00:00:00Z",
                                "2020-09-09T00:00:00Z",
                                "2020-09-02T00:00:00Z"),
                        keep -> keep.within(Duration.ofDays(28)).last(3),
                        "2020-10-21T00:00:00Z 2020-09-16T00:00:00Z 2020-09-09T00:00:00Z"));
    }

    private static Arguments of(
            String name, List<String> times, UnaryOperator<RetentionPolicy.Builder> rules, String kept) {
        return Arguments.argumentSet(name, times, rules, Arrays.asList(kept.split(" ", -1)));
    }

    private static List<String> minutes() {
        return List.of("2020-01-01T12:00:00Z", "2020-01-01T12:01:00Z", "2020-01-01T12:02:00Z", "2020-01-01T12:03:00Z");
    }

    private static List<String> pairs(String... formats) {
        List<String> times = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            for (String format : formats) {
                times.add(format.formatted(number));
            }
        }
        return times;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keeps_what_theirs_keep(List<String> times, UnaryOperator<RetentionPolicy.Builder> rules, List<String> kept) {
        List<Candidate> backups = new ArrayList<>();
        for (String time : times) {
            backups.add(Candidate.of("%03d".formatted(backups.size()), Instant.parse(time)));
        }

        assertThat(rules.apply(RetentionPolicy.keep())
                        .unproven()
                        .build()
                        .plan(backups, Instant.parse("2026-01-01T00:00:00Z"))
                        .kept())
                .extracting(backup -> backup.createdAt().toString())
                .containsExactlyElementsOf(kept);
    }
}
