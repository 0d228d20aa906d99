package dev.seaworthy.backup.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final SequencePosition AT_SEVEN = new SequencePosition(7, true, false, false);

    private final TreeMap<String, TableFingerprint> tables =
            new TreeMap<>(Map.of("public.a", new TableFingerprint(3, "17"), "public.b", TableFingerprint.EMPTY));
    private final TreeMap<String, SequencePosition> sequences = new TreeMap<>(Map.of("public.s", AT_SEVEN));
    private final TreeMap<String, String> extensions = new TreeMap<>(Map.of("hstore", "1.8"));
    private final TreeMap<String, String> leftOut = new TreeMap<>(Map.of("public.far", "foreign table"));
    private LargeObjects largeObjects = new LargeObjects(2, "5");
    private DatabaseLocale locale = DatabaseLocale.C;
    private RowHash hash = RowHash.HASHTEXT;
    private String probe = "1";

    private final Fingerprint dumped = fingerprint();

    private Fingerprint fingerprint() {
        return new Fingerprint(hash, probe, tables, sequences, largeObjects, extensions, leftOut, locale);
    }

    @Test
    void is_equal_to_what_came_back_whole() {
        assertThat(dumped.differences(fingerprint())).isEmpty();
        assertThat(dumped.remarks(fingerprint())).containsExactly("public.far: not compared, a foreign table");
        assertThat(dumped.totalRows()).isEqualTo(3);
        assertThat(dumped.rows()).isEqualTo(Map.of("public.a", 3L, "public.b", 0L));
    }

    @Test
    void tells_each_table_that_came_back_otherwise() {
        tables.put("public.a", new TableFingerprint(3, "18"));
        tables.remove("public.b");
        tables.put("public.c", new TableFingerprint(1, "1"));

        assertThat(dumped.differences(fingerprint()))
                .containsExactly(
                        "public.a: came back with its 3 rows, but their content differs",
                        "public.b: dumped with 0 rows, did not come back",
                        "public.c: not in the dump, came back with 1 rows");
    }

    /** The hash of other rows differs as well, and is not told. */
    @Test
    void tells_the_rows_that_are_too_many_or_too_few() {
        tables.put("public.a", new TableFingerprint(2, "17"));
        tables.put("public.b", new TableFingerprint(1, "9"));

        assertThat(dumped.differences(fingerprint()))
                .containsExactly(
                        "public.a: dumped with 3 rows, came back with 2",
                        "public.b: dumped with 0 rows, came back with 1");
    }

    @Test
    void tells_a_sequence_that_is_behind_or_gone_and_none_that_is_ahead_or_new() {
        sequences.put("public.s", new SequencePosition(8, true, false, false));
        sequences.put("public.t", AT_SEVEN);
        assertThat(dumped.differences(fingerprint())).isEmpty();

        sequences.put("public.s", new SequencePosition(6, true, false, false));
        assertThat(dumped.differences(fingerprint()))
                .containsExactly("public.s: dumped as a sequence after 7, came back behind it, after 6");

        sequences.remove("public.s");
        assertThat(dumped.differences(fingerprint())).containsExactly("public.s: a sequence, did not come back");
    }

    @Test
    void tells_large_objects() {
        largeObjects = new LargeObjects(2, "6");
        assertThat(dumped.differences(fingerprint()))
                .containsExactly("large objects: all 2 came back, but their content differs");

        largeObjects = LargeObjects.NONE;
        assertThat(dumped.differences(fingerprint())).containsExactly("large objects: 2 dumped, 0 came back");
    }

    @Test
    void tells_an_extension_that_is_gone_and_remarks_another_version() {
        extensions.put("hstore", "1.9");
        extensions.put("citext", "1.6");
        assertThat(dumped.differences(fingerprint())).isEmpty();
        assertThat(dumped.remarks(fingerprint()))
                .contains("extension hstore: 1.8 where it was dumped, 1.9 here")
                .hasSize(2);

        extensions.remove("hstore");
        assertThat(dumped.differences(fingerprint())).containsExactly("extension hstore: did not come back");
        assertThat(dumped.remarks(fingerprint())).hasSize(1);
    }

    @Test
    void tells_what_has_no_rows_in_a_dump_and_came_back_as_something_else() {
        leftOut.put("public.far", "materialized view");
        assertThat(dumped.differences(fingerprint()))
                .containsExactly("public.far: dumped as a foreign table, came back as a materialized view");

        leftOut.clear();
        assertThat(dumped.differences(fingerprint()))
                .containsExactly("public.far: dumped as a foreign table, did not come back");
    }

    @Test
    void remarks_another_locale() {
        locale = new DatabaseLocale("UTF8", "C", "C", "icu", "de-x-icu");

        assertThat(dumped.differences(fingerprint())).isEmpty();
        assertThat(dumped.remarks(fingerprint()))
                .contains("locale: UTF8, C by libc where it was dumped, UTF8, de-x-icu by icu here");
    }

    @Test
    void hashes_like_another_of_the_same_hash_and_probe() {
        assertThat(dumped.hashesLike(fingerprint())).isTrue();

        probe = "2";
        assertThat(dumped.hashesLike(fingerprint())).isFalse();

        probe = "1";
        hash = RowHash.SHA256;
        assertThat(dumped.hashesLike(fingerprint())).isFalse();
    }

    @Test
    void cannot_be_changed() {
        tables.clear();

        assertThat(dumped.tables()).hasSize(2);
        assertThatThrownBy(dumped.tables()::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(dumped.leftOut()::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new TableFingerprint(-1, "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows must not be negative: -1");
    }
}
