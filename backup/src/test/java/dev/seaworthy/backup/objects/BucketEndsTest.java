package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import dev.seaworthy.testkit.Condition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How runs end: with no thread and no upload left, whatever happened. */
class BucketEndsTest extends BucketFixture {
    private final CountDownLatch opened = new CountDownLatch(1);

    @AfterEach
    void leavesNothing() throws Exception {
        Condition.await(
                "the end of all threads",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("seaworthy-")));
        assertThat(memory.discardUploads("", Instant.MAX)).isZero();
    }

    /** Whose large object does not come to its end. */
    private final class Endless extends OtherObjects {
        Endless() {
            super(objects);
        }

        @Override
        public ObjectContent open(String key) {
            ObjectContent content = super.open(key);
            if (!key.equals("endless")) {
                return content;
            }
            return new ObjectContent(content.object(), content.metadata(), new FilterInputStream(content) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    if (count < 0) {
                        opened.countDown();
                        awaitForEver();
                    }
                    return count;
                }
            });
        }
    }

    private static void awaitForEver() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Test
    void a_run_whose_thread_is_interrupted_ends_at_once() throws Exception {
        objects.put("a", bytes("small")).put("endless", random(1, LARGE));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                builder(new Endless(), store).build().backUp();
            } catch (BackupException e) {
                failure.set(e);
            }
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        opened.await();

        thread.interrupt();

        assertThat(interrupted.get()).isTrue();
        assertThat(failure.get())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("its thread was interrupted");
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void a_run_ends_when_its_time_is_over() {
        objects.put("a", bytes("small")).put("endless", random(1, LARGE));
        BucketBackups slow =
                builder(new Endless(), store).timeout(Duration.ofMillis(300)).build();

        assertThatThrownBy(slow::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("it took longer than its timeout, PT0.3S");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_run_that_fails_ends_a_large_object_that_is_under_way() {
        objects.put("a large one", random(1, LARGE)).put("b", bytes("forbidden"));
        CountDownLatch failed = new CountDownLatch(1);
        BucketBackups failing = builder(
                        new OtherObjects(objects) {
                            @Override
                            public ObjectContent open(String key) {
                                if (key.equals("b")) {
                                    awaitQuietly(opened);
                                    failed.countDown();
                                    throw new StoreException(key, "it is forbidden", null);
                                }
                                ObjectContent content = super.open(key);
                                return new ObjectContent(
                                        content.object(), content.metadata(), new FilterInputStream(content) {
                                            @Override
                                            public int read(byte[] target, int offset, int length) throws IOException {
                                                opened.countDown();
                                                awaitQuietly(failed);
                                                return super.read(target, offset, 1);
                                            }
                                        });
                            }
                        },
                        store)
                .build();

        assertThatThrownBy(failing::backUp).hasMessageContaining("it is forbidden");
        assertThat(stored("data/")).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_run_is_no_snapshot_if_the_time_of_day_is_past_its_timeout() {
        objects.put("a", bytes("small"));
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));
        objects.beforeNextOpen(() -> now.set(now.get().plus(Duration.ofHours(13))));
        BucketBackups late = builder(objects, store).clock(now::get).build();

        assertThatThrownBy(late::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("it took PT13H, longer than its timeout, PT12H");
        assertThat(backups.list()).isEmpty();
        assertThat(stored("segments/")).isNotEmpty();
    }

    @Test
    void a_snapshot_that_was_stored_too_late_goes_again() {
        objects.put("a", bytes("small"));
        AtomicLong nanos = new AtomicLong();
        BucketBackups late = builder(objects, new OtherStore(store) {
                    @Override
                    public Upload upload(String key) {
                        if (key.startsWith(FOLDER + "snapshots/")) {
                            nanos.set(Duration.ofHours(12).toNanos());
                        }
                        return super.upload(key);
                    }
                })
                .ticker(nanos::get)
                .build();

        assertThatThrownBy(late::backUp).hasMessageContaining("it took PT12H, longer than its timeout, PT12H");
        assertThat(backups.list()).isEmpty();
        assertThat(stored("segments/")).isNotEmpty();
    }

    @Test
    void a_run_is_no_snapshot_if_it_took_too_long_and_somebody_has_put_the_clock_back() {
        objects.put("a", bytes("small"));
        AtomicLong nanos = new AtomicLong();
        objects.beforeNextOpen(() -> nanos.set(Duration.ofHours(12).toNanos()));
        BucketBackups late = builder(objects, store).ticker(nanos::get).build();

        assertThatThrownBy(late::backUp).hasMessageContaining("it took PT12H, longer than its timeout, PT12H");
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void a_snapshot_in_doubt_keeps_all_it_needs() throws IOException {
        objects.put("a", bytes("small"));
        BucketBackups doubtful = builder(objects, new OtherStore(store) {
                    @Override
                    public Upload upload(String key) {
                        Upload upload = super.upload(key);
                        return key.contains("/snapshots/") ? doubtful(key, upload) : upload;
                    }
                })
                .build();

        assertThatThrownBy(doubtful::backUp)
                .isInstanceOf(BackupException.class)
                .hasCauseInstanceOf(CommitInDoubtException.class);
        assertThat(backups.list()).hasSize(1);
        assertHas(backups.list().get(0), objects.contents());
    }

    /** Commits, and does not know it. */
    private static Upload doubtful(String key, Upload upload) {
        return new Upload() {
            @Override
            public OutputStream stream() {
                return upload.stream();
            }

            @Override
            public void commit() {
                upload.commit();
                throw new CommitInDoubtException(key, "no answer", null);
            }

            @Override
            public void close() {
                upload.close();
            }
        };
    }

    @Test
    void two_nodes_that_back_up_at_once_both_make_a_snapshot() throws Exception {
        putMany("k", 300);
        objects.put("large", random(1, LARGE));
        AtomicReference<SnapshotReport> others = new AtomicReference<>();
        BucketBackups other = builder(objects, store).build();
        objects.beforeNextOpen(() -> others.set(other.backUp()));

        SnapshotReport report = backups.backUp();

        assertHas(report, objects.contents());
        assertHas(others.get(), objects.contents());
        assertThat(backups.list()).hasSize(2);
    }

    @Test
    void two_nodes_that_race_both_make_a_snapshot() throws Exception {
        putMany("k", 2_000);
        BucketBackups other = builder(objects, store).build();

        CompletableFuture<SnapshotReport> others = CompletableFuture.supplyAsync(other::backUp);
        SnapshotReport report = backups.backUp();

        assertHas(report, objects.contents());
        assertHas(others.get(), objects.contents());
    }

    @Test
    void a_store_that_fails_ends_the_run_and_the_next_succeeds() throws IOException {
        putMany("k", 50);
        for (Operation operation : new Operation[] {Operation.WRITE, Operation.COMMIT, Operation.LIST}) {
            memory.failNext(operation);

            assertThatThrownBy(backups::backUp)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was told to fail");
        }

        assertHas(backups.backUp(), objects.contents());
    }

    @Test
    void what_a_source_throws_by_mistake_fails_the_run_and_ends_all() {
        objects.put("a", bytes("small"));
        BucketBackups mistaken = builder(
                        new OtherObjects(objects) {
                            @Override
                            public ObjectContent open(String key) {
                                throw new IllegalStateException("a mistake");
                            }
                        },
                        store)
                .build();

        assertThatThrownBy(mistaken::backUp)
                .isInstanceOf(BackupException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_listing_that_waits_for_ever_ends_with_the_run() {
        BucketBackups waiting = builder(
                        new OtherObjects(objects) {
                            @Override
                            public Stream<SourceObject> list(KeyRange range) {
                                awaitQuietly(new CountDownLatch(1));
                                return Stream.of();
                            }
                        },
                        store)
                .timeout(Duration.ofMillis(300))
                .build();

        assertThatThrownBy(waiting::backUp).hasMessageContaining("timeout");
    }

    @Test
    void uploads_of_killed_runs_are_discarded_once_they_are_old() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));
        InMemoryObjectStore timed = new InMemoryObjectStore(now::get, Long.MAX_VALUE);
        BucketBackups later = builder(objects, timed).clock(now::get).build();
        timed.upload(FOLDER + "data/killed/1");
        now.set(now.get().plus(Duration.ofHours(23)));
        timed.upload(FOLDER + "data/running/1");
        later.backUp();
        now.set(now.get().plus(Duration.ofHours(2)));

        later.backUp();

        assertThat(timed.discardUploads(FOLDER, Instant.MAX)).isEqualTo(1);
    }
}
