package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that fail end, whatever waits for what. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingRunTest extends BucketFixture {
    /** Opens one object in a manner of its own. */
    private ObjectSource opening(String odd, Opening opening) {
        return new ObjectSource() {
            @Override
            public Stream<SourceObject> list(KeyRange range) {
                return objects.list(range);
            }

            @Override
            public ObjectContent open(String key) {
                if (key.equals(odd)) {
                    opening.before();
                }
                return objects.open(key);
            }
        };
    }

    private interface Opening {
        void before();
    }

    @Test
    void one_whose_listing_is_far_ahead_ends() {
        putMany("a", 9000);
        ObjectSource forbidden = opening("a00000", () -> {
            throw new StoreException("a00000", "No", null);
        });

        assertThatThrownBy(() -> builder(forbidden, store).build().backUp())
                .isInstanceOf(BackupException.class)
                .hasMessageEndingWith("No");
    }

    @Test
    void one_that_waits_for_room_for_a_large_object_ends_and_tells_why() {
        objects.put("a", bytes("small")).put("b", random(1, LARGE)).put("c", random(2, LARGE));
        Thread run = Thread.currentThread();
        ObjectSource forbidden = opening("a", () -> {
            awaitWaiting(run);
            throw new StoreException("a", "No", null);
        });

        assertThatThrownBy(() ->
                        builder(forbidden, store).requestsInFlight(1).build().backUp())
                .isInstanceOf(BackupException.class)
                .hasMessageEndingWith("No");
    }

    private static void awaitWaiting(Thread thread) {
        try {
            Condition.await("the run waits", () -> thread.getState() == Thread.State.WAITING);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void one_whose_source_throws_what_it_likes_fails_as_all_do() {
        objects.put("a", bytes("small"));
        ObjectSource odd = opening("a", () -> {
            throw new IllegalStateException("The client is closed");
        });

        assertThatThrownBy(() -> builder(odd, store).build().backUp())
                .isInstanceOf(BackupException.class)
                .hasMessageEndingWith("The client is closed");
    }

    @Test
    void another_repository_key_is_refused_before_anything_is_stored() {
        objects.put("a", bytes("small"));
        backups.backUp();
        int before = memory.list("").size();
        BucketBackups other = builder(objects, store)
                .repositoryKey(Secret.of("another repository key of 32 bytes"))
                .build();

        assertThatThrownBy(other::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("the repositoryKey is another than that of the snapshots that are there");
        assertThat(memory.list("")).hasSize(before);
    }

    @Test
    void a_range_that_is_emptied_goes() throws IOException {
        putMany("a", 10_000);
        putMany("b", 5000);
        backups.backUp();
        objects.contents().keySet().stream()
                .filter(key -> key.startsWith("a"))
                .toList()
                .forEach(objects::delete);

        SnapshotReport report = backups.backUp();

        assertThat(report.removed()).isEqualTo(10_000);
        assertHas(report, objects.contents());
    }
}
