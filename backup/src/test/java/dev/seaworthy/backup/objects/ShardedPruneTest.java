package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prunes beside backups by many nodes: no snapshot may lack what it needs. */
@Timeout(300)
class ShardedPruneTest extends ShardedFixture {
    private static final RetentionPolicy LAST =
            RetentionPolicy.keep().last(1).unproven().build();
    private static final Duration GRACE = Duration.ofHours(25);

    /** Does something once, before a request of this number. */
    private static final class Interrupted extends OtherStore {
        private final AtomicInteger left;
        private final Runnable something;

        Interrupted(ObjectStore store, int requests, Runnable something) {
            super(store);
            this.left = new AtomicInteger(requests);
            this.something = something;
        }

        private void request() {
            if (left.getAndDecrement() == 0) {
                something.run();
            }
        }

        boolean isDone() {
            return left.get() < 0;
        }

        @Override
        public Upload upload(String key) {
            Upload upload = super.upload(key);
            return new Upload() {
                @Override
                public OutputStream stream() {
                    return upload.stream();
                }

                @Override
                public void commit() {
                    request();
                    upload.commit();
                }

                @Override
                public void close() {
                    upload.close();
                }
            };
        }

        @Override
        public InputStream open(String key) {
            request();
            return super.open(key);
        }

        @Override
        public List<StoredObject> list(String prefix) {
            request();
            return super.list(prefix);
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> each) {
            request();
            super.list(prefix, each);
        }

        @Override
        public Optional<Instant> storedAt(String key) {
            request();
            return super.storedAt(key);
        }
    }

    private void prune(BucketBackups of) {
        of.prune(LAST);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /**
     * Contents that a snapshot had which was pruned, so that the next prune condemns them, and of which half return.
     */
    private BucketBackups withGarbage(InMemoryObjectStore fresh) {
        objects.contents().keySet().forEach(objects::remove);
        putMany("a", 12);
        putMany("b", 12);
        BucketBackups plain = timed(objects, fresh).build();
        plain.backUp();
        pass(GRACE);
        putMany("b", 11);
        objects.put("a00003", bytes("changed")).remove("a00004").remove("b00011");
        plain.backUp();
        pass(Duration.ofHours(1));
        objects.put("a00003", bytes("a content 3")).put("a00004", bytes("a content 4"));
        objects.put("c00001", bytes("b content 11"));
        return plain;
    }

    @Test
    void a_prune_at_each_stage_of_a_backup_takes_nothing_from_it() throws IOException {
        int request = 0;
        boolean done = true;
        while (done) {
            InMemoryObjectStore fresh = new InMemoryObjectStore(this::time, Long.MAX_VALUE);
            BucketBackups plain = withGarbage(fresh);
            Interrupted watched = new Interrupted(fresh, request, () -> prune(plain));
            Node node = new Node(timed(objects, watched).requestsInFlight(1).build());

            String id = node.begin();
            node.jobs.runDue();
            done = watched.isDone();

            assertWhole(fresh, plain, id, "pruned before request " + request);
            request++;
        }
        assertThat(request).isGreaterThan(60);
    }

    /** Also once all that was condemned has gone. */
    private void assertWhole(InMemoryObjectStore fresh, BucketBackups plain, String id, String when)
            throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(StoredSnapshot.of(fresh, NAME, id, Optional.empty()).contents(identity))
                    .as(when)
                    .hasSize(objects.contents().size())
                    .allSatisfy((key, content) ->
                            assertThat(content).isEqualTo(objects.contents().get(key)));
            pass(GRACE);
            prune(plain);
        }
        assertThat(fresh.list(FOLDER + "condemned/"))
                .as(when)
                .allSatisfy(mark -> assertThat(fresh.storedAt(mark.key().replace("condemned/", "")))
                        .isPresent());
    }

    @Test
    void an_attempt_refers_to_nothing_that_was_condemned_since_the_one_before() throws IOException {
        BucketBackups plain = withGarbage(memory);
        AtomicBoolean fails = new AtomicBoolean(true);
        Node node = new Node(timed(
                        new OtherObjects(objects) {
                            @Override
                            public ObjectContent open(String key) {
                                if (fails.get() && key.equals("b00005")) {
                                    throw new StoreException(key, "it is forbidden", null);
                                }
                                return super.open(key);
                            }
                        },
                        memory)
                .requestsInFlight(1)
                .build());
        objects.put("b00000", bytes("a content 4"))
                .put("b00001", bytes("b content 11"))
                .put("b00005", bytes("unreadable"));
        String id = node.begin();
        node.jobs.runDue();
        prune(plain);
        assertThat(stored("condemned/")).isNotEmpty();
        fails.set(false);

        node.jobs.advance(Duration.ofMinutes(1));

        assertWhole(memory, plain, id, "between two attempts");
    }

    @Test
    void what_a_backup_has_stored_that_goes_on_is_no_garbage_though_a_newer_snapshot_exists() throws IOException {
        BucketBackups plain = withGarbage(memory);
        Node node = new Node(timed(objects, memory).build());
        AtomicBoolean stopped = new AtomicBoolean();
        Node first = new Node(timed(
                        new OtherObjects(objects) {
                            @Override
                            public ObjectContent open(String key) {
                                if (key.startsWith("c")) {
                                    stopped.set(true);
                                    throw new StoreException(key, "it is forbidden", null);
                                }
                                return super.open(key);
                            }
                        },
                        memory)
                .build());
        objects.put("a00000", bytes("new in the backup that goes on"));
        String id = first.begin();
        first.jobs.runDue();
        assertThat(stopped).isTrue();
        pass(Duration.ofMinutes(1));
        objects.put("a00000", bytes("newer, in the snapshot that is made meanwhile"));
        plain.backUp();
        prune(plain);
        pass(Duration.ofHours(11));
        prune(plain);

        assertThat(node.begin()).isEqualTo(id);
        node.jobs.runDue();

        assertThat(StoredSnapshot.of(memory, NAME, id, Optional.empty()).contents(identity))
                .doesNotContainValue(null)
                .hasSize(objects.contents().size());
    }
}
