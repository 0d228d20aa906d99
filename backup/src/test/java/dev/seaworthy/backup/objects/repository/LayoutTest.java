package dev.seaworthy.backup.objects.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final String RUN = "20261128T090000000Z-0123456789abcdef0123456789abcdef";

    private final Layout layout = new Layout("user-uploads");

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a/b", ".", "..", "-a", "a b", "ä", "a\n"})
    void a_name_that_no_key_can_have_is_refused(String name) {
        assertThatThrownBy(() -> new Layout(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name must be of 1 to 63");
    }

    @Test
    void a_name_has_63_letters_at_most() {
        assertThat(new Layout("a".repeat(63)).folder()).isEqualTo("bucket/" + "a".repeat(63) + "/");
        assertThatThrownBy(() -> new Layout("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tells_what_a_key_is_of() {
        assertThat(layout.runOf(layout.content(RUN, 1, ".tar.zst.age"))).contains(RUN);
        assertThat(layout.runOf(layout.segment(RUN, 1, ".zst"))).contains(RUN);
        assertThat(layout.snapshotOf(layout.snapshot(RUN))).contains(RUN);
        assertThat(layout.snapshotOf(layout.snapshot(RUN) + ".age")).contains(RUN);
        assertThat(layout.runOf(layout.snapshot(RUN))).isEmpty();
        assertThat(layout.snapshotOf(layout.content(RUN, 1, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket/other/data/" + RUN + "/1",
                "bucket/user-uploads/data/" + RUN + "/a/b",
                "bucket/user-uploads/data/x/1",
                "bucket/user-uploads/other/" + RUN + "/1",
                "bucket/user-uploads/condemned/data/" + RUN + "/1",
                "bucket/user-uploads/DISASTER-1.md",
                "x/bucket/user-uploads/data/" + RUN + "/1",
                "bucket/user-uploads/snapshots/" + RUN + ".json.old",
                "bucket/user-uploads/snapshots/x.json",
                ""
            })
    void foreign_keys_are_nothing_of_ours(String key) {
        assertThat(layout.runOf(key)).isEmpty();
        assertThat(layout.snapshotOf(key)).isEmpty();
    }

    @Test
    void the_id_of_a_content_is_its_hmac() throws Exception {
        String key = "an old key of 32 bytes or a little more";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] content = "content and more".getBytes(StandardCharsets.UTF_8);

        String id = new ContentIds(Secret.of(key)).of(content, 7);

        assertThat(id).isEqualTo(ContentIds.end(update(mac))).matches("[0-9a-f]{64}");
        assertThat(new ContentIds(Secret.of(key + "!")).of(content, 7)).isNotEqualTo(id);
    }

    private static Mac update(Mac mac) {
        mac.update("content".getBytes(StandardCharsets.UTF_8));
        return mac;
    }

    @Test
    void a_short_key_is_refused_and_not_told() {
        assertThatThrownBy(() -> new ContentIds(Secret.of("x".repeat(31))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("repositoryKey must have 32 bytes or more");
        assertThat(new ContentIds(Secret.of("ä".repeat(16)))).isNotNull();
    }
}
