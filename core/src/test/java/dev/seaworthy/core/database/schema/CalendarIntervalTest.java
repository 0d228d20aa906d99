package dev.seaworthy.core.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarIntervalTest {
    @ParameterizedTest
    @CsvSource({
        "DAY,     2024-02-29, 2024-02-29, 2024-03-01, 2024_02_29",
        "DAY,     2023-02-28, 2023-02-28, 2023-03-01, 2023_02_28",
        "WEEK,    2024-02-01, 2024-01-29, 2024-02-05, 2024_w05",
        "WEEK,    2021-01-03, 2020-12-28, 2021-01-04, 2020_w53",
        "WEEK,    2024-12-30, 2024-12-30, 2025-01-06, 2025_w01",
        "MONTH,   2024-02-29, 2024-02-01, 2024-03-01, 2024_02",
        "MONTH,   2024-12-31, 2024-12-01, 2025-01-01, 2024_12",
        "QUARTER, 2024-03-31, 2024-01-01, 2024-04-01, 2024_q1",
        "QUARTER, 2024-10-01, 2024-10-01, 2025-01-01, 2024_q4",
    })
    void begins_and_ends_by_the_calendar(
            CalendarInterval interval, LocalDate day, LocalDate start, LocalDate end, String label) {
        assertThat(interval.start(day)).isEqualTo(start);
        assertThat(interval.end(start)).isEqualTo(end);
        assertThat(interval.label(start)).isEqualTo(label);
    }
}
