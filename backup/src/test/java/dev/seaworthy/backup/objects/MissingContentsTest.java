package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has happened to the store behind our back, or is about to happen to it. */
class MissingContentsTest extends BucketFixture {
    private SnapshotReport first;

    @BeforeEach
    void backUp() {
        objects.put("a", bytes("small")).put("b", random(1, LARGE));
        first = backups.backUp();
    }

    private String pack() {
        return only("data/", ".tar.zst.age");
    }

    private String single() {
        return stored("data/").stream()
                .filter(key -> !key.contains(".tar"))
                .findFirst()
                .orElseThrow();
    }

    private String only(String folder, String end) {
        return stored(folder).stream()
                .filter(key -> key.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    /** Condemns what is under a key, as a garbage collection does. */
    private void condemn(String key) throws IOException {
        place(memory, FOLDER + "condemned/" + key.substring(FOLDER.length()), bytes("{}"));
    }

    private void assertStoredAnew(long opened) throws IOException {
        long opens = objects.opens();

        SnapshotReport second = backups.backUp();

        assertThat(objects.opens()).isEqualTo(opens + opened);
        assertThat(second.unchanged()).isEqualTo(2);
        assertThat(snapshot(second).snapshot().segments())
                .isNotEqualTo(snapshot(first).snapshot().segments());
        assertHas(second, objects.contents());
    }

    @Test
    void a_pack_that_is_missing_is_stored_anew() throws IOException {
        memory.delete(pack());

        assertStoredAnew(1);
    }

    @Test
    void a_large_content_that_is_missing_is_stored_anew() throws IOException {
        memory.delete(single());

        assertStoredAnew(1);
    }

    @Test
    void a_content_of_another_size_than_was_stored_is_stored_anew() throws IOException {
        String key = single();
        memory.delete(key);
        place(memory, key, bytes("cut off"));

        assertStoredAnew(1);
    }

    @Test
    void a_condemned_content_is_stored_anew() throws IOException {
        condemn(pack());
        condemn(single());

        assertStoredAnew(2);
        assertThat(stored("data/")).hasSize(4);
    }

    @Test
    void a_condemned_content_is_not_found_by_its_id_either() throws IOException {
        condemn(pack());
        condemn(single());
        objects.put("c", bytes("small")).put("d", random(1, LARGE)).remove("a").remove("b");

        SnapshotReport second = backups.backUp();

        assertThat(snapshot(second).contentKeys())
                .hasSize(2)
                .doesNotContainAnyElementsOf(snapshot(first).contentKeys());
        assertHas(second, objects.contents());
    }

    @Test
    void a_condemned_segment_is_written_anew_and_its_contents_stay() throws IOException {
        condemn(stored("segments/").get(0));
        List<String> contents = stored("data/");

        assertStoredAnew(0);
        assertThat(stored("data/")).isEqualTo(contents);
    }

    @Test
    void objects_of_a_segment_that_is_missing_are_read_and_stored_anew() throws IOException {
        memory.delete(stored("segments/").get(0));
        long opens = objects.opens();

        SnapshotReport second = backups.backUp();

        assertThat(objects.opens()).isEqualTo(opens + 2);
        assertHas(second, objects.contents());
    }

    @Test
    void a_damaged_segment_is_taken_for_missing() throws IOException {
        memory.flipBit(stored("segments/").get(0));
        long opens = objects.opens();

        SnapshotReport second = backups.backUp();

        assertThat(objects.opens()).isEqualTo(opens + 2);
        assertHas(second, objects.contents());
    }

    @Test
    void a_damaged_segment_of_objects_that_are_all_gone_is_not_carried_over() throws IOException {
        memory.flipBit(stored("segments/").get(0));
        objects.remove("a").remove("b");

        SnapshotReport second = backups.backUp();

        assertThat(snapshot(second).entries()).isEmpty();
    }
}
