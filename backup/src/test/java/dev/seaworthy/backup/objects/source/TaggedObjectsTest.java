package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class TaggedObjectsTest {
    private TaggingS3 server;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        server = TaggingS3.start();
        s3 = server.client();
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    private S3Objects tagged(String bucket) {
        return S3Objects.builder(s3, bucket).readTags().build();
    }

    private void assertTagsAreOf(String content) throws IOException {
        try (ObjectContent opened = tagged("b").open("a")) {
            assertThat(opened.metadata().tags()).containsOnlyKeys("of").containsValue(content);
            assertThat(new String(opened.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(content);
        }
    }

    @Test
    void tags_are_read_with_a_content() throws IOException {
        assertTagsAreOf("version 0");
    }

    @Test
    void tags_are_of_the_version_that_is_read_though_it_is_overwritten_meanwhile() throws IOException {
        server.overwriteAfterTags(3);

        assertTagsAreOf("version 3");
    }

    @Test
    void what_is_overwritten_all_the_time_is_not_opened() {
        server.overwriteAfterTags(100);

        assertThatThrownBy(() -> tagged("b").open("a"))
                .isInstanceOf(StoreException.class)
                .hasMessage("Could not open a: it changes all the time");
    }

    @Test
    void a_bucket_that_is_missing_is_no_missing_object() {
        assertThatThrownBy(() -> tagged("nowhere").open("a"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class);
    }
}
