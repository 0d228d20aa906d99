package dev.seaworthy.cdn.probe.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111, section 5.2, and RFC 9213. */
class CacheControlTest {
    @Test
    void names_have_no_case_and_values_may_be_quoted() {
        CacheControl control = CacheControl.read("Public,MAX-AGE=60 , s-maxage=\"30\", private=\"a, max-age=1\"");

        assertThat(control.directives())
                .isEqualTo(Map.of("public", "", "max-age", "60", "s-maxage", "30", "private", "a, max-age=1"));
    }

    @Test
    void the_first_of_a_name_counts() {
        assertThat(CacheControl.read("max-age=1, max-age=2").seconds("max-age")).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"max-age=1.5", "max-age=-1", "max-age", "max-age=x", "max-age=9999999999999999999"})
    void what_is_no_number_of_seconds_is_none(String field) {
        assertThat(CacheControl.read(field).seconds("max-age")).isEmpty();
    }

    @Test
    void more_than_68_years_is_for_ever() {
        assertThat(CacheControl.read("max-age=999999999999").seconds("max-age")).contains(Duration.ofSeconds(1L << 31));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "no-store|no-store",
                "private|private",
                "no-cache|no-cache",
                "max-age=0|max-age=0",
                "max-age=9, s-maxage=0|s-maxage=0",
                "max-age=0, s-maxage=9|-",
                "public, max-age=9|-",
                "public|-"
            })
    void says_what_keeps_shared_caches_from_a_copy(String field, @org.jspecify.annotations.Nullable String reason) {
        assertThat(CacheControl.read(field).reasonForNoCopy().orElse(null)).isEqualTo(reason);
    }

    @Test
    void a_targeted_field_is_a_dictionary_or_absent() {
        assertThat(CacheControl.readTargeted("max-age=60, no-store, private=?0")
                        .orElseThrow()
                        .directives())
                .isEqualTo(Map.of("max-age", "60", "no-store", ""));
        assertThat(CacheControl.readTargeted("max-age=60, no-store,")).isEmpty();
        assertThat(CacheControl.readTargeted("Max-Age=60")).isEmpty();
        assertThat(CacheControl.readTargeted("")).isEmpty();
    }

    @Test
    void a_field_that_is_too_long_says_nothing() {
        assertThat(CacheControl.read("no-store, " + "a".repeat(20_000)).directives())
                .isEmpty();
    }
}
