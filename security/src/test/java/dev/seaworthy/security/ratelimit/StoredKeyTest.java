package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredKeyTest {
    @Test
    void a_key_that_is_short_and_plain_is_stored_as_it_is() {
        assertThat(StoredKey.of(" user:42~")).isEqualTo(" user:42~");
        assertThat(StoredKey.of("a".repeat(128))).isEqualTo("a".repeat(128));
    }

    @Test
    void any_other_is_stored_by_its_digest() {
        assertThat(StoredKey.of("a".repeat(129))).matches("sha256:[0-9a-f]{64}");
        assertThat(StoredKey.of("a\u001f")).matches("sha256:[0-9a-f]{64}");
        assertThat(StoredKey.of("\u007f")).matches("sha256:[0-9a-f]{64}");
        assertThat(StoredKey.of("\uD800")).isNotEqualTo(StoredKey.of("\uDC00"));
    }
}
