package dev.seaworthy.core.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

class TimePartitionsTest {
    @Test
    void tells_all_that_is_missing_or_does_not_fit_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimePartitions.of("content")
                        .ahead(0)
                        .startingAt(LocalDate.of(12024, 1, 1))
                        .detachAfter(Period.ofDays(1))
                        .dropAfter(Period.ofDays(-1))
                        .build())
                .withMessage("partitioning of public.content has no time: by(…); it has no interval: every(…); it must"
                        + " have 1 to 366 partitions ahead of time, not 0; it either detaches or drops, not both; it must"
                        + " start in a year from 1 to 9999, not +12024-01-01; it must keep rows for a day or longer");
    }

    @Test
    void is_four_ahead_and_keeps_all_unless_told_otherwise() {
        TimePartitions partitions = TimePartitions.of("content")
                .by("created_at")
                .every(CalendarInterval.MONTH)
                .build();

        assertThat(partitions.ahead()).isEqualTo(4);
        assertThat(partitions.retention()).isEmpty();
        assertThat(partitions.start()).isEmpty();
    }
}
