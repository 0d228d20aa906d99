package dev.seaworthy.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "0 2 * * *, 2026-01-31T01:59:59Z, 2026-01-31T02:00:00Z",
        "0 2 * * *, 2026-01-31T02:00:00Z, 2026-02-01T02:00:00Z",
        "0 */6 * * *, 2026-01-31T18:00:00Z, 2026-02-01T00:00:00Z",
        "30 5 * * * *, 2026-01-31T12:05:29.5Z, 2026-01-31T12:05:30Z",
        "*/20 * * * * *, 2026-01-31T23:59:41Z, 2026-02-01T00:00:00Z",
        "'0 9 1,15 * MON-FRI', 2026-02-01T09:00:00Z, 2026-02-02T09:00:00Z",
        "0 0 29 2 *, 2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "0 0 29 2 *, 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z",
        "0 3 * * 7, 2026-01-31T00:00:00Z, 2026-02-01T03:00:00Z",
        "0 3 * * sun, 2026-01-31T00:00:00Z, 2026-02-01T03:00:00Z",
        "5-59/20 8 * jan *, 2026-01-31T08:05:00Z, 2026-01-31T08:25:00Z",
        "@daily, 2026-01-31T12:00:00Z, 2026-02-01T00:00:00Z",
        "@hourly, 2026-01-31T12:00:00Z, 2026-01-31T13:00:00Z",
        "@weekly, 2026-01-31T12:00:00Z, 2026-02-01T00:00:00Z",
        "@monthly, 2026-01-31T12:00:00Z, 2026-02-01T00:00:00Z",
        "@yearly, 2026-01-31T12:00:00Z, 2027-01-01T00:00:00Z"
    })
    void comes_next_at(String expression, Instant after, Instant next) {
        assertThat(Cron.of(expression, ZoneOffset.UTC).after(after)).isEqualTo(next);
    }

    @Test
    void either_day_is_enough_if_both_are_restricted() {
        Cron thirteenthOrFriday = Cron.of("0 0 13 * 5", ZoneOffset.UTC);

        assertThat(series(thirteenthOrFriday, "2026-01-01T00:00:00Z", 3))
                .containsExactly(at("2026-01-02T00:00:00Z"), at("2026-01-09T00:00:00Z"), at("2026-01-13T00:00:00Z"));
    }

    @Test
    void both_days_are_needed_if_one_begins_with_a_star() {
        Cron oddFridays = Cron.of("0 0 */2 * 5", ZoneOffset.UTC);

        assertThat(series(oddFridays, "2026-01-01T00:00:00Z", 2))
                .containsExactly(at("2026-01-09T00:00:00Z"), at("2026-01-23T00:00:00Z"));
    }

    @Test
    void a_time_in_the_gap_of_spring_comes_when_the_clock_has_changed() {
        assertThat(series(Cron.of("30 2 * * *", BERLIN), "2026-03-28T12:00:00Z", 2))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-30T00:30:00Z"));
    }

    @Test
    void several_times_in_the_gap_come_once() {
        assertThat(series(Cron.of("*/20 2 * * *", BERLIN), "2026-03-28T12:00:00Z", 2))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-30T00:00:00Z"));
    }

    @Test
    void a_time_in_the_double_hour_of_autumn_comes_the_first_time() {
        assertThat(series(Cron.of("30 2 * * *", BERLIN), "2026-10-24T12:00:00Z", 2))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    }

    @Test
    void every_half_hour_is_every_half_hour_in_the_double_hour() {
        assertThat(series(Cron.of("*/30 * * * *", BERLIN), "2026-10-25T00:00:00Z", 4))
                .containsExactly(
                        at("2026-10-25T00:30:00Z"),
                        at("2026-10-25T01:00:00Z"),
                        at("2026-10-25T01:30:00Z"),
                        at("2026-10-25T02:00:00Z"));
    }

    @Test
    void a_midnight_that_is_left_out_comes_at_one() {
        // Cairo, 24 April 2026: from 00:00 to 01:00
        assertThat(series(Cron.of("0 0 * * *", ZoneId.of("Africa/Cairo")), "2026-04-22T22:00:00Z", 2))
                .containsExactly(at("2026-04-23T22:00:00Z"), at("2026-04-24T21:00:00Z"));
    }

    @Test
    void a_day_that_is_left_out_comes_when_the_date_has_changed() {
        // Samoa had no 30 December 2011
        assertThat(series(Cron.of("0 12 * * *", ZoneId.of("Pacific/Apia")), "2011-12-29T22:00:00Z", 2))
                .containsExactly(at("2011-12-30T10:00:00Z"), at("2011-12-30T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 2 * *",
                "0 0 2 * * * *",
                "60 2 * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 32 * *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "0 0 * * XYZ",
                "*/0 * * * *",
                "*/61 * * * *",
                "5/10 * * * *",
                "9-5 * * * *",
                "1,,2 * * * *",
                "1-2-3 * * * *",
                "*/2/3 * * * *",
                "-1 * * * *",
                "+1 * * * *",
                "1.5 * * * *",
                "٣ * * * *",
                "0 0 L * *",
                "0 0 15W * *",
                "0 0 * * 5#2",
                "0 0 ? * 5",
                "0 0 30 2 *",
                "0 0 31 4,6,9,11 *",
                "@reboot",
                "@Daily"
            })
    void refuses(String expression) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Cron.of(expression, ZoneOffset.UTC))
                .withMessageStartingWith("cron ");
    }

    @Test
    void agrees_with_the_cron_utils_inside_db_scheduler() {
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            String expression = expression(random);
            CronSchedule peer = new CronSchedule(expression, ZoneOffset.UTC, CronStyle.UNIX);
            Instant instant = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(200_000_000));
            for (int run = 0; run < 5; run++) {
                Instant ours = Cron.of(expression, ZoneOffset.UTC).after(instant);
                assertThat(ours)
                        .as(expression + " after " + instant)
                        .isEqualTo(peer.getNextExecutionTime(ExecutionComplete.simulatedSuccess(instant)));
                instant = ours;
            }
        }
    }

    @Test
    void comes_in_each_minute_of_a_day_that_its_fields_name() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            String minutes = field(random, 0, 59, true);
            String hours = field(random, 0, 23, true);
            Cron cron = Cron.of("17 " + minutes + " " + hours + " * * *", ZoneOffset.UTC);
            Instant day = at("2026-06-01T00:00:00Z");

            assertThat(Stream.iterate(cron.after(day), cron::after)
                            .takeWhile(time -> time.isBefore(day.plus(Duration.ofDays(1)))))
                    .as(cron.toString())
                    .containsExactlyElementsOf(IntStream.range(0, 24 * 60)
                            .filter(minute ->
                                    Field.of(Field.Kind.MINUTE, minutes).has(minute % 60)
                                            && Field.of(Field.Kind.HOUR, hours).has(minute / 60))
                            .mapToObj(minute -> day.plusSeconds(60L * minute + 17))
                            .toList());
        }
    }

    /** Of five fields; at most one of the days is restricted, and neither by a step: there the peer differs. */
    private static String expression(Random random) {
        boolean byWeek = random.nextBoolean();
        return String.join(
                " ",
                field(random, 0, 59, true),
                field(random, 0, 23, true),
                byWeek ? "*" : field(random, 1, 28, false),
                random.nextBoolean() ? "*" : field(random, 1, 12, false),
                byWeek ? field(random, 0, 6, false) : "*");
    }

    private static String field(Random random, int least, int most, boolean steps) {
        int a = least + random.nextInt(most - least);
        int b = a + 1 + random.nextInt(most - a);
        return switch (random.nextInt(steps ? 5 : 4)) {
            case 0 -> "*";
            case 1 -> String.valueOf(a);
            case 2 -> a + "-" + b;
            case 3 -> a + "," + b;
            default -> "*/" + (1 + random.nextInt(most));
        };
    }

    private static List<Instant> series(Cron cron, String after, int count) {
        List<Instant> found = new ArrayList<>();
        Instant last = at(after);
        for (int i = 0; i < count; i++) {
            last = cron.after(last);
            found.add(last);
        }
        return found;
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
