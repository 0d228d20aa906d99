package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.postgres.TableName;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    @Test
    void is_a_value() {
        Archive archive = builder().where("status = 'published'").build();

        assertThat(archive)
                .isEqualTo(new Archive(
                        new TableName("public", "content"),
                        new TableName("public", "content_archive"),
                        "created_at",
                        Period.ofMonths(6),
                        "status = 'published'"));
    }

    @Test
    void takes_rows_of_every_kind_without_a_predicate() {
        assertThat(builder().build().predicate()).isEqualTo(Archive.EVERY_ROW).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1M", "P1M-40D", "P1001Y"})
    void refuses_an_age_that_is_none(Period age) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().olderThan(age).build())
                .withMessage("age of an archive must be a day to a thousand years: " + age);
    }

    @Test
    void refuses_a_target_that_is_the_source() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().into("public.content").build())
                .withMessage("an archive needs a table apart from its source: public.content");
    }

    @Test
    void says_what_is_not_given() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Archive.of("content").into("b").build())
                .withMessage("archive of public.content needs into, by and olderThan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "true) OR (true",
                "(a",
                "a = 'b",
                "a -- b",
                "a /* b",
                "a; DROP TABLE content",
                "a = $$b$$",
                "a = E'\\''"
            })
    void refuses_a_predicate_that_reaches_out(String predicate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().where(predicate).build())
                .withMessageStartingWith("predicate of an archive must be one SQL condition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = 'it''s ;-- fine)'", "(a) AND \"b)\" > 1", "a ? 'b'"})
    void takes_a_predicate_whatever_is_quoted_in_it(String predicate) {
        assertThat(builder().where(predicate).build().predicate()).isEqualTo(predicate);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-31T10:00:00Z, P6M, 2024-02-29T10:00:00Z",
        "2023-08-31T10:00:00Z, P6M, 2023-02-28T10:00:00Z",
        "2024-03-31T10:00:00Z, P1M1D, 2024-02-28T10:00:00Z",
        "2024-02-29T00:00:00Z, P1Y, 2023-02-28T00:00:00Z",
        "2024-01-01T00:00:00.123456789Z, P1D, 2023-12-31T00:00:00.123456Z"
    })
    void the_cut_off_goes_by_the_calendar_in_utc(Instant now, Period age, Instant cutOff) {
        assertThat(CutOff.before(now, age)).isEqualTo(cutOff);
    }

    @Test
    void the_lock_is_that_of_the_rows_and_not_of_their_age() {
        long key = MoverLock.key(builder().build());

        assertThat(MoverLock.key(builder().olderThan(Period.ofDays(1)).build())).isEqualTo(key);
        assertThat(MoverLock.key(builder().where("a").build())).isNotEqualTo(key);
        assertThat(MoverLock.key(builder().into("b").build())).isNotEqualTo(key);
    }

    private static Archive.Builder builder() {
        return Archive.of("content").into("content_archive").by("created_at").olderThan(Period.ofMonths(6));
    }
}
