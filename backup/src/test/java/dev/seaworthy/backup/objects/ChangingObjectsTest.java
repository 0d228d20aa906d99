package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.testing.InMemoryObjects.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Objects that come, change and go while they are backed up. */
class ChangingObjectsTest extends BucketFixture {
    @Test
    void an_object_that_was_written_after_it_was_listed_is_stored_as_it_was_read() throws IOException {
        objects.put("a", bytes("listed"));
        objects.beforeNextOpen(() -> objects.put("a", bytes("written after")));

        SnapshotReport report = backups.backUp();

        assertThat(report.remarks()).containsExactly(new Remark("a", Remark.Kind.CHANGED));
        assertHas(report, Map.of("a", bytes("written after")));
        assertThat(backups.backUp().unchanged()).isEqualTo(1);
    }

    @Test
    void an_object_that_has_become_large_after_it_was_listed_is_streamed() throws IOException {
        objects.put("a", bytes("small"));
        objects.beforeNextOpen(() -> objects.put("a", random(1, LARGE)));

        SnapshotReport report = backups.backUp();

        assertHas(report, Map.of("a", random(1, LARGE)));
        assertThat(stored("data/")).singleElement().asString().doesNotContain(".tar");
    }

    @Test
    void an_object_that_vanished_after_it_was_listed_is_a_remark() throws IOException {
        objects.put("a", bytes("stays")).put("b", bytes("goes"));
        backups.backUp();
        objects.put("b", bytes("goes soon"));
        objects.beforeNextOpen(() -> objects.remove("b"));

        SnapshotReport report = backups.backUp();

        assertThat(report.remarks()).containsExactly(new Remark("b", Remark.Kind.VANISHED));
        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.changed()).isZero();
        assertHas(report, Map.of("a", bytes("stays")));
    }

    @Test
    void the_first_thousand_remarks_are_kept_and_all_are_counted() {
        SnapshotReport report = builder(new Ghosts(1_200), store).build().backUp();

        assertThat(report.remarks()).hasSize(1_000);
        assertThat(report.remarked()).isEqualTo(1_200);
        assertThat(report.objects()).isZero();
        assertThat(backups.newest()).contains(report);
    }

    /** Listed objects that are not there. */
    private final class Ghosts extends OtherObjects {
        private final int count;

        Ghosts(int count) {
            super(objects);
            this.count = count;
        }

        @Override
        public Stream<SourceObject> list(KeyRange range) {
            return IntStream.range(0, count)
                    .mapToObj(i -> new SourceObject("ghost%05d".formatted(i), 1, "1", Instant.EPOCH));
        }
    }

    @Test
    void a_read_that_breaks_off_is_tried_again() throws IOException {
        objects.put("a", bytes("small")).put("b", random(1, LARGE));
        objects.failNext(Operation.READ);

        SnapshotReport report = backups.backUp();

        assertThat(objects.opens()).isEqualTo(3);
        assertThat(stored("data/")).hasSize(2);
        assertHas(report, objects.contents());
    }

    @Test
    void an_object_that_changes_under_each_of_three_reads_ends_the_run_which_names_it() {
        objects.put("a", bytes("fine")).put("torn\n", bytes("small"));
        AtomicInteger reads = new AtomicInteger();
        BucketBackups failing = builder(new Torn("torn\n", reads, 0, new IOException("it was changed")), store)
                .build();

        assertThatThrownBy(failing::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Object torn? of the source could not be read: it was changed");
        assertThat(reads).hasValue(3);
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void a_large_object_is_read_three_times_too_and_leaves_no_upload() {
        objects.put("torn", random(1, LARGE));
        AtomicInteger reads = new AtomicInteger();
        BucketBackups failing = builder(
                        new Torn("torn", reads, LARGE / 2, new SocketTimeoutException("timed out")), store)
                .build();

        assertThatThrownBy(failing::backUp).hasMessageContaining("Object torn of the source could not be read");
        assertThat(reads).hasValue(3);
        assertThat(stored("")).containsExactly(FOLDER + "repository-key");
        assertThat(memory.discardUploads("", Instant.MAX)).isZero();
    }

    @Test
    void a_content_of_another_size_than_its_object_is_never_stored() {
        objects.put("a", bytes("small"));
        AtomicInteger reads = new AtomicInteger();

        assertThatThrownBy(
                        () -> builder(new Sized("a", 4, reads), store).build().backUp())
                .hasMessageContaining("another size than it says, 4 bytes");
        assertThatThrownBy(
                        () -> builder(new Sized("a", 6, reads), store).build().backUp())
                .hasMessageContaining("another size than it says, 6 bytes");
        assertThat(stored("")).containsExactly(FOLDER + "repository-key");
    }

    @Test
    void an_object_that_cannot_be_opened_ends_the_run_which_names_it() {
        objects.put("a", bytes("small"));
        objects.failNext(Operation.OPEN);

        assertThatThrownBy(backups::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Object a of the source could not be read: OPEN of a was told to fail");
    }

    @Test
    void a_listing_that_fails_ends_the_run() {
        objects.failNext(Operation.LIST);

        assertThatThrownBy(backups::backUp).isInstanceOf(BackupException.class).hasMessageContaining("LIST");
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void a_listing_in_another_order_ends_the_run() {
        BucketBackups failing = builder(
                        new OtherObjects(objects) {
                            @Override
                            public Stream<SourceObject> list(KeyRange range) {
                                return Stream.of("b", "a").map(key -> new SourceObject(key, 1, "1", Instant.EPOCH));
                            }
                        },
                        store)
                .build();

        assertThatThrownBy(failing::backUp).hasMessageContaining("another order");
    }

    /** Breaks the content of one object off after some bytes. */
    private final class Torn extends OtherObjects {
        private final String key;
        private final AtomicInteger reads;
        private final int after;
        private final IOException failure;

        Torn(String key, AtomicInteger reads, int after, IOException failure) {
            super(objects);
            this.key = key;
            this.reads = reads;
            this.after = after;
            this.failure = failure;
        }

        @Override
        public ObjectContent open(String opened) {
            ObjectContent content = super.open(opened);
            if (!opened.equals(key)) {
                return content;
            }
            reads.incrementAndGet();
            InputStream beginning = new ByteArrayInputStream(objects.contents().get(key), 0, after);
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw failure;
                }
            };
            return new ObjectContent(content.object(), ObjectMetadata.NONE, new SequenceInputStream(beginning, broken));
        }
    }

    /** Says another size of an object. */
    private final class Sized extends OtherObjects {
        private final String key;
        private final int bytes;
        private final AtomicInteger reads;

        Sized(String key, int bytes, AtomicInteger reads) {
            super(objects);
            this.key = key;
            this.bytes = bytes;
            this.reads = reads;
        }

        @Override
        public ObjectContent open(String opened) {
            reads.incrementAndGet();
            ObjectContent content = super.open(opened);
            SourceObject object = content.object();
            return new ObjectContent(
                    new SourceObject(key, bytes, object.version(), object.modifiedAt()), content.metadata(), content);
        }
    }
}
