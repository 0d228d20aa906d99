package dev.seaworthy.core.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0B, 0, 0B",
        "512B, 512, 512B",
        "1kB, 1000, 1kB",
        "1KB, 1000, 1kB",
        "1KiB, 1024, 1KiB",
        "1000KiB, 1024000, 1000KiB",
        "1024KiB, 1048576, 1MiB",
        "10MiB, 10485760, 10MiB",
        "5MB, 5000000, 5MB",
        "3GB, 3000000000, 3GB",
        "3GiB, 3221225472, 3GiB",
        "2TB, 2000000000000, 2TB",
        "2TiB, 2199023255552, 2TiB",
        "9223372036854775807B, 9223372036854775807, 9223372036854775807B",
    })
    void reads_a_size_and_writes_it_in_its_largest_unit(String text, long bytes, String written) {
        DataSize size = DataSize.of(text);

        assertThat(size.bytes()).isEqualTo(bytes);
        assertThat(size).hasToString(written);
        assertThat(DataSize.of(size.toString())).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "MiB", "10 MiB", "10mib", "10M", "1.5GB", "-1B", "+1B", "01B", "1PB", "1b", "٣B", "1B\n"
            })
    void refuses_what_is_no_size(String text) {
        assertThatThrownBy(() -> DataSize.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a size with its unit, such as 512B, 64KiB, 10MiB or 1GB")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808B", "8388608TiB", "9223372036854775807kB"})
    void refuses_what_overflows(String text) {
        assertThatThrownBy(() -> DataSize.of(text))
                .hasMessage("must be a size of at most 9223372036854775807B")
                .hasNoCause();
    }

    @Test
    void is_never_negative() {
        assertThatThrownBy(() -> new DataSize(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
