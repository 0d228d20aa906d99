package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.OneOf;
import dev.seaworthy.core.config.annotation.RequiredWhen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTest {
    @OneOf({"FILE", "MAIL_HOST"})
    record Settings(
            Optional<String> file,

            @RequiredWhen(
                    variable = "FILE",
                    is = {"a", "b"})
            Optional<String> mode,

            Optional<Mail> mail,
            Mail backup) {}

    @AllOrNone({"USER", "PASSWORD"})
    record Mail(Optional<String> host, Optional<String> user, Optional<String> password) {}

    @Test
    void a_schema_tells_its_rules_in_the_names_of_variables() {
        assertThat(Schema.of(Settings.class).allOrNone("FILE", "MODE").rules())
                .containsExactly(
                        new Rule.RequiredWhen("MODE", "FILE", List.of("a", "b")),
                        new Rule.OneOf(List.of("FILE", "MAIL_HOST")),
                        new Rule.AllOrNone(List.of("FILE", "MODE")),
                        new Rule.OptionalRecord(List.of("MAIL_HOST", "MAIL_USER", "MAIL_PASSWORD")),
                        new Rule.AllOrNone(List.of("MAIL_USER", "MAIL_PASSWORD")),
                        new Rule.AllOrNone(List.of("BACKUP_USER", "BACKUP_PASSWORD")));
    }

    @Test
    void a_schema_tells_its_records_once_each() {
        assertThat(Schema.of(Settings.class).records()).isEqualTo(List.of(Settings.class, Mail.class));
    }

    @Test
    void a_schema_without_a_record_tells_its_rules_too() {
        Schema<Values> schema = Schema.of(
                        Setting.of("A", String.class).optional(),
                        Setting.of("B", String.class).requiredWhen("A").optional(),
                        Setting.of("C", String.class).optional())
                .oneOf("A", "C");

        assertThat(schema.rules())
                .containsExactly(new Rule.RequiredWhen("B", "A", List.of()), new Rule.OneOf(List.of("A", "C")));
        assertThat(schema.records()).isEmpty();
    }
}
