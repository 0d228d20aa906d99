package dev.seaworthy.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Set<String> backups = new HashSet<>(Set.of("a-1", "b-2"));
    private final Instant now = Instant.parse("2026-11-24T09:01:02Z");
    private final Holds holds = Holds.of(store, "database", backups::contains, () -> now);

    @Test
    void a_mark_is_an_object_that_says_all_without_a_key() throws IOException {
        holds.hold("a-1", "2026/17 \u00e4");

        StoredObject mark = store.list("").get(0);
        assertThat(mark.key()).matches("holds/database/a-1/legal-hold\\.[0-9a-f]{64}\\.json");
        assertThat(new String(store.open(mark.key()).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("""
                {
                  "formatVersion": 1,
                  "kind": "legal-hold",
                  "backup": "a-1",
                  "text": "2026/17 \u00e4",
                  "since": "2026-11-24T09:01:02Z"
                }
                """);
    }

    @Test
    void marks_are_listed_and_released_one_by_one() {
        Mark pin = holds.pin("a-1", "why");
        Mark one = holds.hold("b-2", "one");
        Mark two = holds.hold("b-2", "two");

        assertThat(holds.list()).containsExactlyInAnyOrder(pin, one, two);
        assertThat(holds.of("b-2")).containsExactlyInAnyOrder(one, two);
        assertThat(holds.of("b")).isEmpty();
        holds.release(one);
        holds.release(one);
        assertThat(holds.list()).containsExactlyInAnyOrder(pin, two);
    }

    @Test
    void to_mark_twice_is_to_mark_once() {
        holds.pin("a-1", "why");
        holds.pin("a-1", "why");

        assertThat(store.list("")).hasSize(1);
    }

    @Test
    void folders_do_not_see_each_other() {
        Holds bucket = Holds.of(store, "bucket/uploads", id -> true, () -> now);
        holds.pin("a-1", "why");

        assertThat(Holds.of(store, "dat_base", id -> true, () -> now).list()).isEmpty();
        assertThat(bucket.list()).isEmpty();
        assertThat(bucket.of("a-1")).isEmpty();
        assertThat(bucket.pin("a-1", "why").backup()).isEqualTo("a-1");
        assertThatThrownBy(() -> Holds.of(store, "../x", id -> true, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_has_the_name_of_a_mark_and_cannot_be_read_holds_too() throws IOException {
        String hash = "0".repeat(64);
        put("holds/database/a-1/pin." + hash + ".json", "garbage");
        put(
                "holds/database/b-2/legal-hold." + hash + ".json",
                MarkFormat.write(new Mark(Mark.Kind.LEGAL_HOLD, "a-1", "moved", now)));
        put("holds/database/b-2/readme.txt", "none");

        assertThat(holds.list())
                .extracting(Mark::kind, Mark::backup, Mark::text)
                .containsExactly(
                        tuple(Mark.Kind.PIN, "a-1", "cannot be read"),
                        tuple(Mark.Kind.LEGAL_HOLD, "b-2", "cannot be read"));
    }

    @Test
    void a_mark_of_a_later_format_holds() throws IOException {
        Mark mark = holds.pin("a-1", "why");
        String key = store.list("").get(0).key();
        holds.release(mark);
        put(key, MarkFormat.write(mark).replace("\"formatVersion\": 1", "\"formatVersion\": 2"));

        assertThat(holds.of("a-1")).extracting(Mark::text).containsExactly("cannot be read");
    }

    private void put(String key, String text) throws IOException {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            upload.commit();
        }
    }

    @Test
    void a_text_says_something_in_one_line() {
        for (String text : List.of("", " ", "two\nlines", "x".repeat(201))) {
            assertThatThrownBy(() -> holds.pin("a-1", text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in one line of at most 200");
        }
        holds.pin("a-1", "x".repeat(200));
    }

    @Test
    void a_backup_that_goes_while_it_is_marked_is_told_and_the_mark_stays_for_who_heeds_it() {
        Holds racing = Holds.of(store, "database", backups::remove, () -> now);

        assertThatThrownBy(() -> racing.pin("a-1", "why"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Backup a-1 is going, or gone: nothing is promised; see list()");
        assertThat(racing.of("a-1")).hasSize(1);
    }
}
