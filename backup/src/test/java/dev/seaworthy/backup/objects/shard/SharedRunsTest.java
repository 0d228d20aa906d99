package dev.seaworthy.backup.objects.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.objects.repository.Changes;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.run.Attempt;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nodes tell one another in the store. */
class SharedRunsTest {
    private static final String ID = "20261128T120000000Z-0123456789abcdef0123456789abcdef";
    private static final String FOLDER = "bucket/b/runs/" + ID + "/";

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> now, Long.MAX_VALUE);
    private final SharedRuns runs = runs(store);
    private final Plan plan = new Plan(ID, now, Optional.of("base"), List.of("b", "d"), 17, 4711);

    private static SharedRuns runs(ObjectStore of) {
        return new SharedRuns(Repository.of(of, "b", new Envelope(Optional.empty(), List.of()), Optional.empty()));
    }

    private Part part(int shard, String bucket) {
        Measure none = Measure.of(new byte[0]);
        String key = bucket + "segments/" + ID + "/00000001.jsonl.zst";
        SegmentRef segment =
                new SegmentRef(plan.range(shard), 3, 5, new Content(none, none, List.of(new ContentObject(key, none))));
        return new Part(
                plan.range(shard),
                List.of(segment),
                new Changes(1, 2, 3, 4),
                List.of(new Remark("a", Remark.Kind.CHANGED)),
                7,
                8);
    }

    private Part part(int shard) {
        return part(shard, "bucket/b/");
    }

    private void copy(String from, String to) throws IOException {
        place(to, store.open(from).readAllBytes());
    }

    private void place(String key, byte[] text) throws IOException {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write(text);
            }
            upload.commit();
        }
    }

    @Test
    void a_plan_and_its_parts_are_read_as_they_were_written() throws IOException {
        runs.publish(plan);
        runs.keep(plan, 1, part(1));

        assertThat(runs.ids()).containsExactly(ID);
        assertThat(runs.plan(ID)).contains(plan);
        assertThat(runs.part(plan, 1)).isEqualTo(part(1));
        assertThat(runs.standing(ID).missing(plan)).containsExactly(0, 2);
    }

    @Test
    void the_first_part_of_a_shard_is_kept() throws IOException {
        Part other = new Part(plan.range(0), part(0).segments(), new Changes(0, 0, 0, 0), List.of(), 0, 0);

        runs.keep(plan, 0, part(0));
        runs.keep(plan, 0, other);

        assertThat(runs.part(plan, 0)).isEqualTo(part(0));
    }

    @Test
    void no_two_attempts_have_one_number_though_neither_sees_the_other() throws IOException {
        SharedRuns blind = runs(new OtherStore(store) {
            @Override
            public List<StoredObject> list(String prefix) {
                return List.of();
            }
        });

        assertThat(List.of(blind.claim(plan, 2), blind.claim(plan, 2), runs.claim(plan, 2), runs.claim(plan, 1)))
                .containsExactly(new Attempt(2, 1), new Attempt(2, 2), new Attempt(2, 3), new Attempt(1, 1));
    }

    @Test
    void a_shard_can_be_tried_9999_times() throws IOException {
        place(FOLDER + "claims/0000-9998", new byte[0]);

        assertThat(runs.claim(plan, 0)).isEqualTo(new Attempt(0, 9999));
        assertThatThrownBy(() -> runs.claim(plan, 0))
                .isInstanceOf(IOException.class)
                .hasMessage("it was tried 9999 times");
    }

    @Test
    void the_numbers_of_attempts_do_not_meet_and_have_one_length() {
        assertThat(new Attempt(0, 1).numbers()).isEqualTo(1000_0001_00000000L);
        assertThat(new Attempt(7, 12).numbers()).isEqualTo(1007_0012_00000000L);
        assertThat(new Attempt(999, 9999).numbers()).isEqualTo(1999_9999_00000000L);
        assertThatThrownBy(() -> new Attempt(1000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempt(0, 10_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempt(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_age_of_a_plan_is_told_by_the_clock_of_the_store() throws IOException {
        runs.publish(plan);
        now = now.plus(Duration.ofHours(3));

        assertThat(runs.age(plan, runs.claim(plan, 0))).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void a_store_that_tells_no_times_or_was_set_back_tells_no_age() throws IOException {
        SharedRuns timeless = runs(new OtherStore(store) {
            @Override
            public Optional<Instant> storedAt(String key) {
                return Optional.empty();
            }
        });
        runs.publish(plan);
        now = now.minus(Duration.ofHours(3));

        assertThat(runs.age(plan, runs.claim(plan, 0))).isZero();
        assertThat(timeless.age(plan, timeless.claim(plan, 0))).isZero();
    }

    @Test
    void what_is_of_another_plan_or_shard_is_refused() throws IOException {
        String other = ID.replace("0123", "4567");
        runs.publish(new Plan(other, now, Optional.empty(), List.of(), 0, 0));
        copy("bucket/b/runs/" + other + "/plan.json", FOLDER + "plan.json");
        runs.keep(plan, 0, part(0));
        copy(FOLDER + "parts/0000.json", FOLDER + "parts/0001.json");

        assertThatThrownBy(() -> runs.plan(ID))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageEndingWith("is no plan of a backup: it is of another id");
        assertThatThrownBy(() -> runs.part(plan, 1))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageEndingWith("is no part of a backup: it is of another shard");
    }

    @Test
    void a_part_of_what_is_not_of_its_bucket_is_refused() throws IOException {
        runs.keep(plan, 0, part(0, "bucket/other/"));

        assertThatThrownBy(() -> runs.part(plan, 0))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageContaining("it names what is no segment of its bucket");
    }

    @Test
    void a_text_that_was_changed_is_refused() throws IOException {
        runs.publish(plan);
        String text = new String(store.open(FOLDER + "plan.json").readAllBytes(), StandardCharsets.UTF_8);
        store.delete(FOLDER + "plan.json");
        place(FOLDER + "plan.json", text.replace("\"d\"", "\"e\"").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> runs.plan(ID))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageContaining("is no plan of a backup: its checksum is that of another text");
    }

    @Test
    void a_text_of_a_later_version_is_refused() throws IOException {
        place(FOLDER + "plan.json", "{\"formatVersion\":2}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> runs.plan(ID)).hasMessageContaining("its format needs another version of Seaworthy");
    }

    @Test
    void a_plan_goes_before_all_else() throws IOException {
        List<String> deleted = new ArrayList<>();
        SharedRuns watched = runs(new OtherStore(store) {
            @Override
            public void delete(String key) {
                deleted.add(key);
                super.delete(key);
            }
        });
        runs.publish(plan);
        runs.claim(plan, 0);
        runs.keep(plan, 0, part(0));

        watched.delete(ID);

        assertThat(deleted).hasSize(3).first().isEqualTo(FOLDER + "plan.json");
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void what_is_none_of_ours_is_no_run() throws IOException {
        place("bucket/b/runs/readme/plan.json", new byte[0]);

        assertThat(runs.ids()).isEmpty();
        assertThat(runs.plan(ID)).isEmpty();
        assertThat(runs.standing(ID).hasPlan()).isFalse();
    }

    @Test
    void the_newest_note_of_the_newest_attempt_tells_how_far_a_shard_is() {
        Standing standing = Standing.of(List.of(
                "plan.json.age",
                "claims/0000-0001",
                "claims/0001-0002",
                "claims/0001-0001",
                "parts/0000.json.age",
                "progress/0000-0001-00000002-20-200",
                "progress/0000-0001-00000001-10-100",
                "progress/0000-0001-00000003-30-300",
                "progress/0001-0001-00000009-9-90",
                "progress/0001-0002-00000001-1-10",
                "progress/readme",
                "parts/readme"));

        assertThat(standing.hasPlan()).isTrue();
        assertThat(standing.ended()).isEqualTo(1);
        assertThat(standing.hasEnded(0)).isTrue();
        assertThat(standing.underWay()).isEqualTo(1);
        assertThat(standing.attempts(1)).isEqualTo(2);
        assertThat(standing.objects()).isEqualTo(31);
        assertThat(standing.bytes()).isEqualTo(310);
        assertThat(IntStream.range(0, 3).filter(standing::hasEnded)).containsExactly(0);
    }
}
