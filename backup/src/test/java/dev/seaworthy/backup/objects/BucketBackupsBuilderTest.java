package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketBackupsBuilderTest extends BucketFixture {
    @Test
    void tells_all_that_is_missing() {
        assertThatThrownBy(BucketBackups.builder("Uploads/")::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BucketBackups")
                .hasMessageContaining("name must be of 1 to 63 lower-case letters")
                .hasMessageContaining("it lacks source")
                .hasMessageContaining("it lacks store")
                .hasMessageContaining("it lacks repositoryKey")
                .hasMessageContaining("it lacks encryptTo");
    }

    @Test
    void tells_all_that_is_wrong_and_no_secret() {
        Secret secret = Secret.of("too short");
        BucketBackups.Builder builder = builder(objects, store)
                .repositoryKey(secret)
                .leaveUnencryptedUnsafely()
                .requestsInFlight(0)
                .abandonedAfter(Duration.ofMinutes(59))
                .timeout(Duration.ofHours(1))
                .logEvery(Duration.ZERO);

        assertThatThrownBy(builder::build)
                .hasMessageContaining("repositoryKey must have 32 bytes or more")
                .hasMessageContaining("both encryptTo and leaveUnencryptedUnsafely")
                .hasMessageContaining("requestsInFlight is 0; give a number from 1 to 256")
                .hasMessageContaining("abandonedAfter is PT59M; give an hour or more")
                .hasMessageContaining("timeout is PT1H and abandonedAfter PT59M")
                .hasMessageContaining("logEvery is PT0S")
                .hasMessageNotContaining(secret.reveal());
    }

    @Test
    void a_timeout_is_a_millisecond_at_least_and_half_of_abandonedAfter_by_default() {
        assertThatThrownBy(builder(objects, store).timeout(Duration.ZERO)::build)
                .hasMessageContaining("timeout is PT0S; give a millisecond or more");
        assertThat(builder(objects, store).abandonedAfter(Duration.ofHours(1)).build())
                .isNotNull();
    }

    @Test
    void a_name_has_63_characters_at_most() {
        assertThatThrownBy(BucketBackups.builder("a".repeat(64))::build).hasMessageContaining("name must be");
        assertThatThrownBy(BucketBackups.builder("")::build).hasMessageContaining("name must be");
        assertThatThrownBy(BucketBackups.builder("..")::build).hasMessageContaining("name must be");
    }

    @Test
    void no_text_holds_a_secret() {
        assertThat(backups).hasToString("Backups of bucket uploads");
    }
}
