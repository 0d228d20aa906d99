package dev.seaworthy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
    private final SecretBytes secret = SecretBytes.of(new byte[] {1, 2, 3});

    @Test
    void shows_a_mask_in_place_of_its_bytes() {
        assertThat(secret).hasToString("***");
    }

    @Test
    void copies_what_goes_in_and_what_comes_out() {
        byte[] source = {1, 2, 3};
        SecretBytes copied = SecretBytes.of(source);

        source[0] = 9;
        copied.reveal()[1] = 9;

        assertThat(copied.reveal()).containsExactly(1, 2, 3);
        assertThat(copied.length()).isEqualTo(3);
    }

    @Test
    void equals_the_same_bytes_only() {
        assertThat(secret)
                .isEqualTo(SecretBytes.of(new byte[] {1, 2, 3}))
                .isNotEqualTo(SecretBytes.of(new byte[] {1, 2, 4}))
                .isNotEqualTo(SecretBytes.of(new byte[] {1, 2}))
                .isNotEqualTo("***");
    }

    @Test
    void tells_nothing_of_its_bytes_by_its_hash_code() {
        assertThat(secret).hasSameHashCodeAs(SecretBytes.of(new byte[0]));
    }

    @Test
    void is_refused_by_java_serialization() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(secret)).isInstanceOf(NotSerializableException.class);
        }
    }
}
