package dev.seaworthy.backup.objects.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {
    private static final List<String> LETTERS =
            List.of("a", "b", "/", " ", "\u0001", "~", "\uD7FF", "\uE000", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");

    @ParameterizedTest
    @CsvSource({
        "*.jpg, a.jpg, true",
        "*.jpg, a/b.jpg, false",
        "*.jpg, a.jpgx, false",
        "**.jpg, a/b.jpg, true",
        "images/*/?.jpg, images/x/1.jpg, true",
        "images/*/?.jpg, images/x/12.jpg, false",
        "images/*/?.jpg, images/x//.jpg, false",
        "images/?.jpg, images/\uD83D\uDE00.jpg, true",
        "a+b(c)[d]{e}.$^|, a+b(c)[d]{e}.$^|, true",
        "a.b, aXb, false",
        "'\\E*\\Q', '\\Ex\\Q', true",
        "'\\E*\\Q', 'x', false",
        "**, 'line\nline', true"
    })
    void a_glob_accepts_what_looks_like_it(String glob, String key, boolean accepts) {
        assertThat(KeyFilter.glob(glob).accepts(key)).isEqualTo(accepts);
    }

    @Test
    void a_prefix_is_meant_as_it_is() {
        KeyFilter filter = KeyFilter.prefix("a*");

        assertThat(filter.accepts("a*b")).isTrue();
        assertThat(filter.accepts("ab")).isFalse();
        assertThat(KeyFilter.all().accepts("")).isTrue();
        assertThat(KeyFilter.all().range()).isEqualTo(KeyRange.ALL);
    }

    @Test
    void a_predicate_is_asked_of_every_key() {
        KeyFilter filter = KeyFilter.matching(key -> key.length() == 2);

        assertThat(filter.accepts("ab")).isTrue();
        assertThat(filter.accepts("abc")).isFalse();
        assertThat(filter.range()).isEqualTo(KeyRange.ALL);
    }

    @Test
    void the_range_of_a_glob_is_that_of_what_it_begins_with() {
        assertThat(KeyFilter.glob("images/2026-*/x").range())
                .isEqualTo(KeyFilter.prefix("images/2026-").range());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/", "a", "z\uFFFF", "\uDBFF\uDFFF"})
    void the_range_of_a_prefix_leaves_others_out(String prefix) {
        KeyRange range = KeyFilter.prefix(prefix).range();

        assertThat(range.contains(prefix)).isTrue();
        assertThat(range.contains(prefix + "x")).isTrue();
        assertThat(range.contains("!")).isFalse();
    }

    @Test
    void the_range_of_a_prefix_before_the_surrogates_ends_before_what_follows_them() {
        KeyRange range = KeyFilter.prefix("\uD7FF").range();

        assertThat(range.contains("\uD7FFx")).isTrue();
        assertThat(range.contains("\uE001")).isFalse();
        assertThat(range.contains("\uD83D\uDE00")).isFalse();
    }

    @Test
    void the_range_of_a_prefix_has_every_key_that_begins_with_it() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String prefix = text(random, 1 + random.nextInt(3));
            String key = prefix + text(random, random.nextInt(4));
            assertThat(KeyFilter.prefix(prefix).range().contains(key))
                    .as("%s of %s", key, prefix)
                    .isTrue();
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    @Test
    void two_ranges_have_those_keys_in_common_that_are_in_both() {
        List<KeyRange> ranges = List.of(
                KeyRange.ALL,
                new KeyRange("b", java.util.Optional.of("d")),
                new KeyRange("", java.util.Optional.of("b")),
                new KeyRange("c", java.util.Optional.empty()));
        for (KeyRange one : ranges) {
            for (KeyRange other : ranges) {
                for (String key : List.of("a", "b", "bb", "c", "cc", "d", "dd", "e")) {
                    assertThat(one.intersect(other)
                                    .filter(both -> both.contains(key))
                                    .isPresent())
                            .as("%s in %s and %s", key, one, other)
                            .isEqualTo(one.contains(key) && other.contains(key));
                }
            }
        }
        assertThat(ranges.get(1).intersect(ranges.get(2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void a_sample_of_no_share_is_refused(double share) {
        assertThatThrownBy(() -> Sample.share(share)).hasMessageContaining("share must be more than 0 and at most 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_001})
    void a_sample_of_none_or_of_too_many_is_refused(long contents) {
        assertThatThrownBy(() -> Sample.of(contents)).hasMessageContaining("contents must be 1 to 1000000");
    }
}
