package dev.seaworthy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final Secret secret = Secret.of("s3cr3t-value");

    @Test
    void shows_a_mask_in_place_of_its_value() {
        assertThat(secret).hasToString("***");
        assertThat("token=" + secret).isEqualTo("token=***");
    }

    @Test
    void reveals_its_value_on_request() {
        assertThat(secret.reveal()).isEqualTo("s3cr3t-value");
    }

    @Test
    void equals_a_secret_of_the_same_value_only() {
        assertThat(secret)
                .isEqualTo(Secret.of("s3cr3t-value"))
                .isNotEqualTo(Secret.of("s3cr3t-valuf"))
                .isNotEqualTo(Secret.of("s3cr3t"))
                .isNotEqualTo("s3cr3t-value");
    }

    @Test
    void tells_nothing_of_its_value_by_its_hash_code() {
        assertThat(secret).hasSameHashCodeAs(Secret.of("another"));
    }

    @Test
    void is_refused_by_java_serialization() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(secret)).isInstanceOf(NotSerializableException.class);
        }
    }

    record Login(String user, Secret password, SecretBytes key) {}

    private final Login login = new Login("ann", secret, SecretBytes.of(new byte[] {1, 2, 3}));

    @Test
    void is_masked_inside_a_record() {
        assertThat(login).hasToString("Login[user=ann, password=***, key=***]");
    }

    @Test
    void is_written_by_either_jackson_as_a_mask() throws Exception {
        String masked = "{\"user\":\"ann\",\"password\":\"***\",\"key\":\"***\"}";

        assertThat(new tools.jackson.databind.json.JsonMapper().writeValueAsString(login))
                .isEqualTo(masked);
        assertThat(new com.fasterxml.jackson.databind.json.JsonMapper().writeValueAsString(login))
                .isEqualTo(masked);
    }

    @Test
    void is_read_by_either_jackson_from_a_text() throws Exception {
        assertThat(new tools.jackson.databind.json.JsonMapper().readValue("\"s3cr3t-value\"", Secret.class))
                .isEqualTo(secret);
        assertThat(new com.fasterxml.jackson.databind.json.JsonMapper().readValue("\"s3cr3t-value\"", Secret.class))
                .isEqualTo(secret);
    }
}
