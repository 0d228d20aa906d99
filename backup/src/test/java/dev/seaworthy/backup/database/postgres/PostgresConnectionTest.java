package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import org.junit.jupiter.api.Test;

class PostgresConnectionTest {
    private final Secret password = Secret.of("s3cr3t");

    @Test
    void shows_all_but_the_password() {
        assertThat(new PostgresConnection("db", 5432, "app", "joe", password)).hasToString("joe@db:5432/app");
    }

    @Test
    void refuses_what_no_server_has() {
        assertThatThrownBy(() -> new PostgresConnection(" ", 5432, "app", "joe", password))
                .hasMessageContaining("host");
        assertThatThrownBy(() -> new PostgresConnection("db", 0, "app", "joe", password))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> new PostgresConnection("db", 5432, "", "joe", password))
                .hasMessageContaining("database");
        assertThatThrownBy(() -> new PostgresConnection("db", 5432, "app", "jo\ne", password))
                .hasMessageContaining("user");
    }

    @Test
    void refuses_a_password_that_no_file_can_hold() {
        assertThatThrownBy(() -> new PostgresConnection("db", 5432, "app", "joe", Secret.of("two\nlines")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("two");
    }
}
