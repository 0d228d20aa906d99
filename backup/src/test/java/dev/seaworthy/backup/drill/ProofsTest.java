package dev.seaworthy.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.drill.DrillVerdict.Inconclusive;
import dev.seaworthy.backup.drill.DrillVerdict.NothingRestored;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.drill.DrillVerdict.TooOld;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.manifest.Proofs;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a history keeps is what retention knows to be proven. */
class ProofsTest {
    private static final Failed FAILED = new Failed(Step.RESTORE, "no");
    private static final RestoreVerdict.Proven PROOF =
            new RestoreVerdict.Proven(2, 5, 123, Duration.ofSeconds(90), Duration.ofSeconds(3), List.of());

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final DrillHistory history = DrillHistory.of(store);
    private final TimeIds ids = new TimeIds(new Random(1));
    private final Proofs proofs = new Proofs(store, () -> this.now);
    private Instant now = Instant.parse("2026-11-24T03:30:00Z");

    private DrilledBackup backup(String id) {
        return new DrilledBackup(id, now);
    }

    private DrillRecord keep(DrillVerdict verdict) throws IOException {
        now = now.plusSeconds(1);
        DrillRecord record = new DrillRecord(ids.next(now), now, Duration.ZERO, verdict);
        history.keep(record);
        return record;
    }

    @Test
    void a_backup_is_proven_that_came_back_whether_it_was_too_old_or_not() throws IOException {
        keep(new Proven(backup("a"), PROOF));
        keep(new TooOld(backup("b"), Duration.ofHours(26), PROOF));
        keep(new TooOld(backup("c"), Duration.ofHours(26), FAILED));
        keep(new Refuted(backup("d"), FAILED));
        keep(new Inconclusive(backup("e"), FAILED));
        keep(new NothingRestored("there is none"));

        assertThat(proofs.backups()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void the_newest_drill_with_a_result_counts() throws IOException {
        keep(new Proven(backup("a"), PROOF));
        keep(new Refuted(backup("a"), FAILED));
        keep(new Refuted(backup("b"), FAILED));
        keep(new Proven(backup("b"), PROOF));
        keep(new Inconclusive(backup("b"), FAILED));

        assertThat(proofs.backups()).containsExactly("b");
    }

    @Test
    void a_restore_of_what_is_too_old_that_was_not_tried_to_its_end_refutes_nothing() throws IOException {
        keep(new Proven(backup("a"), PROOF));
        keep(new TooOld(backup("a"), Duration.ofHours(26), FAILED, true));

        assertThat(proofs.backups()).containsExactly("a");
        keep(new TooOld(backup("a"), Duration.ofHours(26), FAILED));
        assertThat(proofs.backups()).isEmpty();
    }

    @Test
    void a_record_of_a_time_to_come_says_nothing_yet() throws IOException {
        keep(new Proven(backup("a"), PROOF));
        Instant today = now;
        now = today.plus(Duration.ofHours(1)).plusSeconds(1);
        keep(new Refuted(backup("a"), FAILED));

        now = today;
        assertThat(proofs.backups()).containsExactly("a");
        now = today.plus(Duration.ofHours(2));
        assertThat(proofs.backups()).isEmpty();
    }

    @Test
    void what_is_no_record_proves_nothing() throws IOException {
        DrillRecord record = keep(new Proven(backup("a"), PROOF));
        String text = DrillFormat.write(record);
        String other = ids.next(now);
        put("drills/" + other + ".proven.json", text.replace("\"a\"", "\"q\""));
        String failed = ids.next(now);
        put(
                "drills/" + failed + ".failed.json",
                text.replace(record.id(), failed).replace("\"a\"", "\"r\""));
        put("drills/" + ids.next(now) + ".proven.json", "garbage");
        String renamed = ids.next(now);
        put(
                "drills/" + renamed + ".proven.json",
                text.replace(record.id(), renamed).replace("\"a\"", "\"z\"").replace("\": 1,", "\": 2,"));
        String refuted = ids.next(now);
        put(
                "drills/" + refuted + ".proven.json",
                DrillFormat.write(new DrillRecord(refuted, now, Duration.ZERO, new Refuted(backup("y"), FAILED))));

        assertThat(proofs.backups()).containsExactly("a");
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
    void each_record_is_read_once() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        Proofs counted = new Proofs(
                new OtherStore(store) {
                    @Override
                    public InputStream open(String key) {
                        opened.incrementAndGet();
                        return super.open(key);
                    }
                },
                () -> now);
        keep(new Proven(backup("a"), PROOF));
        counted.backups();
        keep(new Proven(backup("b"), PROOF));

        assertThat(counted.backups()).containsExactlyInAnyOrder("a", "b");
        assertThat(opened).hasValue(2);
    }
}
