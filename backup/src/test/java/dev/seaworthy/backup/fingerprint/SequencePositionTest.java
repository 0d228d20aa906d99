package dev.seaworthy.backup.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencePositionTest {
    @ParameterizedTest
    @CsvSource({
        "up,   7, true,  8, true,  true",
        "up,   8, true,  8, true,  false",
        "up,   9, false, 8, true,  false",
        "up,   8, false, 8, true,  true",
        "up,   8, true,  8, false, false",
        "down, 7, true,  8, true,  false",
        "down, 9, true,  8, true,  true",
        "down, 8, false, 8, true,  true"
    })
    void is_behind_when_it_would_hand_out_again_what_was_handed_out(
            String way, long last, boolean called, long otherLast, boolean otherCalled, boolean behind) {
        boolean descending = way.equals("down");

        assertThat(new SequencePosition(last, called, descending, false)
                        .isBehind(new SequencePosition(otherLast, otherCalled, descending, false)))
                .isEqualTo(behind);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void is_never_behind_where_one_goes_in_a_circle(boolean cycles, boolean otherCycles) {
        assertThat(new SequencePosition(1, true, false, cycles)
                        .isBehind(new SequencePosition(3, true, false, otherCycles)))
                .isFalse();
    }
}
