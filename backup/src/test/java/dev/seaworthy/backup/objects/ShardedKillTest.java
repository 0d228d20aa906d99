package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.ObjectStore;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that end before each request to the store, and those that go on after. */
@Timeout(300)
class ShardedKillTest extends ShardedFixture {
    private static final int OBJECTS = 24;

    /** Not an exception, so that nothing takes it for a failure of the store. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The store as a process sees it that ends after some requests. */
    private static final class Deadly extends OtherStore {
        private final AtomicInteger left;
        private final boolean answersAreLost;

        /** @param answersAreLost whether the last request comes through, and is a commit in doubt if it is one */
        Deadly(ObjectStore store, int requests, boolean answersAreLost) {
            super(store);
            this.left = new AtomicInteger(requests);
            this.answersAreLost = answersAreLost;
        }

        private void request() {
            if (left.getAndDecrement() <= 0) {
                throw new Killed();
            }
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
                    if (answersAreLost && left.get() == 0) {
                        throw new CommitInDoubtException(key, "lost", null);
                    }
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
        public void delete(String key) {
            request();
            super.delete(key);
        }

        @Override
        public int discardUploads(String prefix, Instant begunBefore) {
            request();
            return super.discardUploads(prefix, begunBefore);
        }

        @Override
        public Optional<Instant> storedAt(String key) {
            request();
            return super.storedAt(key);
        }

        boolean isAlive() {
            return left.get() > 0;
        }
    }

    @Test
    void wherever_a_node_dies_others_go_on() throws IOException {
        killAnywhere(false);
    }

    @Test
    void wherever_a_node_dies_and_nobody_knows_what_it_did_last_others_go_on() throws IOException {
        killAnywhere(true);
    }

    private void killAnywhere(boolean answersAreLost) throws IOException {
        putMany("a", OBJECTS / 2);
        putMany("b", OBJECTS / 2);
        int requests = 0;
        boolean died = true;
        while (died) {
            InMemoryObjectStore fresh = new InMemoryObjectStore(this::time, Long.MAX_VALUE);
            Deadly deadly = new Deadly(fresh, requests, answersAreLost);
            long before = objects.opens();
            work(new Node(timed(objects, deadly).requestsInFlight(1).build()));
            died = !deadly.isAlive();

            now = now.plus(Duration.ofSeconds(1));
            Node other = new Node(timed(objects, fresh).build());
            String after = "after " + requests + " requests";
            String id = other.begin();
            assertThat(fresh.list(FOLDER + "snapshots/" + id)).as(after).isEmpty();
            other.jobs.runDue();

            assertThat(other.jobs.list()).as(after).isEmpty();
            assertThat(StoredSnapshot.of(fresh, NAME, id, Optional.empty()).contents(identity))
                    .as(after)
                    .hasSize(OBJECTS)
                    .allSatisfy((key, content) ->
                            assertThat(content).isEqualTo(objects.contents().get(key)));
            assertThat(fresh.list(FOLDER + "runs/")).as(after).isEmpty();
            assertThat(objects.opens() - before).as(after).isLessThan(OBJECTS + OBJECTS / 2);
            requests++;
        }
        assertThat(requests).isGreaterThan(80);
    }

    private static void work(Node node) {
        try {
            node.begin();
            node.jobs.runDue();
        } catch (Killed | CommitInDoubtException e) {
            return; // as processes end
        }
    }
}
