package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize size = new BatchSize(50_000, Duration.ofSeconds(1));

    @Test
    void begins_with_five_thousand_or_with_less_if_that_is_the_most() {
        assertThat(size.now()).isEqualTo(5_000);
        assertThat(new BatchSize(300, Duration.ofSeconds(1)).now()).isEqualTo(300);
    }

    @Test
    void doubles_up_to_the_most_while_a_batch_takes_less_than_a_quarter_of_its_time() {
        size.took(Duration.ofMillis(249));
        assertThat(size.now()).isEqualTo(10_000);

        for (int i = 0; i < 9; i++) {
            size.took(Duration.ZERO);
        }
        assertThat(size.now()).isEqualTo(50_000);
    }

    @Test
    void stays_while_a_batch_takes_a_quarter_to_the_whole_of_its_time() {
        size.took(Duration.ofMillis(250));
        size.took(Duration.ofSeconds(1));

        assertThat(size.now()).isEqualTo(5_000);
    }

    @Test
    void halves_down_to_one_row_when_a_batch_takes_longer() {
        size.took(Duration.ofMillis(1001));
        assertThat(size.now()).isEqualTo(2_500);

        for (int i = 0; i < 20; i++) {
            size.halve();
        }
        assertThat(size.now()).isEqualTo(1);
    }
}
