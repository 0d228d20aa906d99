package dev.seaworthy.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.drill.DrillVerdict.Inconclusive;
import dev.seaworthy.backup.drill.DrillVerdict.NothingRestored;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.drill.DrillVerdict.TooOld;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import dev.seaworthy.testkit.Logged;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillHistoryTest {
    private static final Instant DAY = Instant.parse("2026-11-24T03:30:00.000123Z");
    private static final DrilledBackup BACKUP = new DrilledBackup("20261124T010203456Z-a", DAY.minusSeconds(9000));
    private static final RestoreVerdict.Proven PROOF = new RestoreVerdict.Proven(
            2, 5_000_000_000L, 123, Duration.ofMillis(90_500), Duration.ofSeconds(3), List.of("locale: \"ä\""));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final DrillHistory history = new DrillHistory(store, () -> DAY.plus(Duration.ofDays(5)));
    private final TimeIds ids = new TimeIds(new Random(1));

    static Stream<DrillVerdict> verdicts() {
        Failed failed = new Failed(Step.OPEN, "two\nlines, \"quoted\"");
        return Stream.of(
                new Proven(BACKUP, PROOF),
                new Refuted(BACKUP, new Differs(List.of("public.a: did not come back", "public.b: …"))),
                new Refuted(BACKUP, failed),
                new Inconclusive(BACKUP, failed),
                new TooOld(BACKUP, Duration.ofHours(26), PROOF),
                new TooOld(BACKUP, Duration.ofHours(26), failed),
                new TooOld(BACKUP, Duration.ofHours(26), failed, true),
                new NothingRestored("there is none"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void reads_what_was_kept(DrillVerdict verdict) throws IOException {
        DrillRecord kept = keep(DAY, verdict);

        assertThat(history.newest(1)).containsExactly(kept);
        assertThat(store.list(""))
                .extracting(StoredObject::key)
                .containsExactly("drills/" + kept.id() + suffix(verdict));
    }

    private static String suffix(DrillVerdict verdict) {
        if (verdict instanceof Inconclusive) {
            return ".inconclusive.json";
        }
        return verdict instanceof Proven ? ".proven.json" : ".failed.json";
    }

    @Test
    void lists_the_newest_first_and_no_more_than_are_asked_for() throws IOException {
        DrillRecord first = keep(DAY, new NothingRestored("none"));
        DrillRecord third = keep(DAY.plus(Duration.ofDays(2)), new NothingRestored("none"));
        DrillRecord second = keep(DAY.plus(Duration.ofDays(1)), new Proven(BACKUP, PROOF));

        assertThat(history.newest(9)).containsExactly(third, second, first);
        assertThat(history.newest(2)).containsExactly(third, second);
        assertThat(history.newest(0)).isEmpty();
    }

    @Test
    void the_last_proven_backup_is_told_by_one_record() throws IOException {
        keep(DAY, new Proven(new DrilledBackup("older", DAY.minusSeconds(1)), PROOF));
        DrillRecord proven = keep(DAY.plus(Duration.ofDays(1)), new Proven(BACKUP, PROOF));
        keep(DAY.plus(Duration.ofDays(2)), new TooOld(BACKUP, Duration.ofHours(26), PROOF));
        DrillRecord failed = keep(DAY.plus(Duration.ofDays(3)), new NothingRestored("none"));
        store.delete("drills/" + failed.id() + ".failed.json");
        put("drills/" + failed.id() + ".failed.json", "spoiled");

        assertThat(history.lastProven())
                .contains(new ProvenBackup(
                        BACKUP.id(),
                        BACKUP.begun(),
                        proven.at(),
                        Duration.ofDays(5).plusSeconds(9000)));
    }

    @Test
    void nothing_is_proven_before_the_first() throws IOException {
        assertThat(history.lastProven()).isEmpty();
        keep(DAY, new NothingRestored("none"));
        assertThat(history.lastProven()).isEmpty();
    }

    @Test
    void passes_by_what_is_no_record() throws IOException {
        put("drills/README.md", "x");
        put("drills/20261124T033000000Z-00.proven.json", "x");
        put("drills/" + ids.next(DAY) + ".proven.json.bak", "x");
        put("drills/2026/" + ids.next(DAY) + ".proven.json", "x");

        assertThat(history.newest(9)).isEmpty();
        assertThat(history.lastProven()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"formatVersion\": 2}",
                "{\"formatVersion\": 1, \"id\": \"a\"}",
                "{\"formatVersion\": 1, \"id\": 7, \"at\": \"2026-11-24T03:30:00Z\", \"duration\": \"PT1S\"}"
            })
    void passes_over_a_record_that_it_cannot_read_and_says_so(String text) throws IOException {
        DrillRecord proven = keep(DAY, new Proven(BACKUP, PROOF));
        String key = "drills/" + ids.next(DAY.plus(Duration.ofDays(1))) + ".proven.json";
        put(key, text);

        try (Logged log = new Logged()) {
            assertThat(history.newest(1)).containsExactly(proven);
            assertThat(log.text()).contains(key + " is no record of a drill");
        }
        assertThat(history.lastProven()).map(ProvenBackup::provenAt).contains(proven.at());
    }

    /** Its clock was wrong, and it would be the last proven for years. */
    @Test
    void passes_over_what_is_dated_in_the_future() throws IOException {
        DrillRecord proven = keep(DAY, new Proven(BACKUP, PROOF));
        Instant later = DAY.plus(Duration.ofDays(5)).plus(Duration.ofMinutes(61));
        keep(later, new Proven(BACKUP, PROOF));
        keep(DAY.plusSeconds(9), new Proven(new DrilledBackup("later", later), PROOF));

        assertThat(history.lastProven()).map(ProvenBackup::provenAt).contains(proven.at());
    }

    /** Else what a newer version means by a field would be taken for what this one means. */
    @Test
    void reads_no_record_of_another_version() throws IOException {
        DrillRecord kept = keep(DAY, new NothingRestored("none"));
        String key = "drills/" + kept.id() + ".failed.json";
        String text = new String(store.open(key).readAllBytes(), StandardCharsets.UTF_8);
        store.delete(key);
        put(key, text.replace("\"formatVersion\": 1", "\"formatVersion\": 2"));

        try (Logged log = new Logged()) {
            assertThat(history.newest(1)).isEmpty();
            assertThat(log.text()).contains("format version 2 needs another version of Seaworthy");
        }
    }

    /** As one finds it that was copied over another, or renamed to look better. */
    @Test
    void believes_no_record_under_the_key_of_another() throws IOException {
        DrillRecord failed = keep(DAY, new NothingRestored("none"));
        String key = "drills/" + failed.id() + ".failed.json";
        String text = new String(store.open(key).readAllBytes(), StandardCharsets.UTF_8);
        store.delete(key);
        put(key.replace("failed", "proven"), text);

        try (Logged log = new Logged()) {
            assertThat(history.lastProven()).isEmpty();
            assertThat(log.text()).contains("it belongs to " + key);
        }
    }

    @Test
    void a_store_that_fails_is_told() {
        store.failNext(Operation.LIST);

        assertThatThrownBy(history::lastProven).isInstanceOf(StoreException.class);
    }

    private DrillRecord keep(Instant at, DrillVerdict verdict) throws IOException {
        DrillRecord kept = new DrillRecord(ids.next(at), at, Duration.ofMillis(1234), verdict);
        history.keep(kept);
        return kept;
    }

    private void put(String key, String text) throws IOException {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            upload.commit();
        }
    }
}
