package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.OneOf;
import dev.seaworthy.core.config.annotation.Prefix;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.annotation.RequiredWhen;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeclarationTest {
    record Names(
            String apiURL,
            String URLPath,
            String awsS3Bucket,
            @Variable("other") String one) {}

    @Test
    void puts_the_words_of_a_component_in_upper_snake() {
        assertThat(names(Schema.of(Names.class))).containsExactly("API_URL", "URL_PATH", "AWS_S3_BUCKET", "other");
    }

    record Mail(String host, @Positive int port, Optional<Secret> password) {}

    record Nested(
            Mail mail,
            @Prefix("BACKUP_SMTP_") Mail backup,
            @Prefix("") Region region) {}

    record Region(String awsRegion) {}

    @Test
    void reads_nested_records_under_their_prefixes() {
        Nested nested = EnvironmentConfig.of(Nested.class)
                .environment(Map.of(
                        "MAIL_HOST", "smtp.contentmax.ai",
                        "MAIL_PORT", "587",
                        "BACKUP_SMTP_HOST", "backup.contentmax.ai",
                        "BACKUP_SMTP_PORT", "25",
                        "BACKUP_SMTP_PASSWORD", "hunter2-hunter2",
                        "AWS_REGION", "eu-central-1"))
                .load()
                .values();

        assertThat(nested)
                .isEqualTo(new Nested(
                        new Mail("smtp.contentmax.ai", 587, Optional.empty()),
                        new Mail("backup.contentmax.ai", 25, Optional.of(Secret.of("hunter2-hunter2"))),
                        new Region("eu-central-1")));
    }

    @Test
    void names_the_variable_of_a_nested_component_in_each_problem() {
        assertThat(Problems.of(
                        Nested.class,
                        Map.of("MAIL_HOST", "a", "MAIL_PORT", "0", "BACKUP_SMTP_PORT", "x", "AWS_REGION", "b")))
                .containsExactly("required BACKUP_SMTP_HOST", "format BACKUP_SMTP_PORT", "constraint MAIL_PORT");
    }

    record Maybe(Optional<Mail> mail) {}

    @Test
    void leaves_an_optional_record_out_when_none_of_its_variables_is_set() {
        assertThat(EnvironmentConfig.of(Maybe.class)
                        .environment(Map.of())
                        .load()
                        .values())
                .isEqualTo(new Maybe(Optional.empty()));
    }

    @Test
    void asks_for_the_rest_of_an_optional_record_when_one_of_its_variables_is_set() {
        assertThat(Problems.of(Maybe.class, Map.of("MAIL_PASSWORD", "hunter2-hunter2")))
                .containsExactly("required MAIL_HOST", "required MAIL_PORT");
        assertThat(EnvironmentConfig.of(Maybe.class)
                        .environment(Map.of("MAIL_HOST", "a", "MAIL_PORT", "1"))
                        .load()
                        .values()
                        .mail())
                .contains(new Mail("a", 1, Optional.empty()));
    }

    record Money(String amount) {
        static Money parse(String text) {
            if (!text.endsWith(" EUR")) {
                throw new IllegalArgumentException("not euros: " + text);
            }
            return new Money(text);
        }
    }

    record Shop(Money price, List<Money> fees) {}

    @Test
    void reads_a_type_of_the_users_own_alone_and_in_a_list() {
        TypeConverter<Money> euros =
                new TypeConverter<>(Money.class, "must be an amount such as 12.50 EUR", Money::parse);
        Schema<Shop> schema = Schema.of(Shop.class, euros);

        assertThat(EnvironmentConfig.of(schema)
                        .environment(Map.of("PRICE", "5 EUR", "FEES", "1 EUR, 2 EUR"))
                        .load()
                        .values())
                .isEqualTo(new Shop(new Money("5 EUR"), List.of(new Money("1 EUR"), new Money("2 EUR"))));
        assertThat(Problems.all(EnvironmentConfig.of(schema).environment(Map.of("PRICE", "5 USD", "FEES", "1 EUR"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .isEqualTo("PRICE: must be an amount such as 12.50 EUR (from environment)"));
    }

    record NoRecord() {}

    record Twice(@Variable("A") String one, @Variable("A") String two) {}

    record Cases(
            @Variable("Path") String one, @Variable("PATH") String two) {}

    record Unreadable(Object thing) {}

    record Unitless(@Unit(ChronoUnit.MILLIS) int millis) {}

    record WrongDefault(@Default("twelve") int number) {}

    record WrongStageDefault(
            @DefaultIn(value = "twelve", stage = Stage.TEST) int number) {}

    record WrongExample(@Example("twelve") int number) {}

    record OptionalDefault(@Default("1") Optional<Integer> number) {}

    record RequiredAnyway(@RequiredIn(Stage.PRODUCTION) String name) {}

    record RequiredWhenAnyway(
            String a, @RequiredWhen(variable = "A") String b) {}

    record EmptyNumber(@AllowEmpty int number) {}

    record TwoStages(Stage stage, @Variable("NODE_ENV") Stage other) {}

    record LenientStage(@Default("development") Stage stage) {}

    record PublicSecret(@Variable("NEXT_PUBLIC_API_KEY") Secret apiKey) {}

    record PublicSecrets(@Variable("VITE_KEYS") List<Secret> keys) {}

    record Unnamed(@Variable("NO SPACE") String name) {}

    record Itself(Optional<Itself> itself) {}

    record RawOptional(@SuppressWarnings("rawtypes") Optional thing) {}

    record Unrelated(@RequiredWhen(variable = "NOBODY") Optional<String> name) {}

    @OneOf({"A", "B"})
    record OneOfNobody(Optional<String> a) {}

    @AllOrNone("A")
    record AllOfOne(Optional<String> a) {}

    @OneOf({"A", "B"})
    record OneOfRequired(String a, Optional<String> b) {}

    static List<Arguments> wrong() {
        return List.of(
                wrong(String.class, "must be a record"),
                wrong(Twice.class, "declares A and A"),
                wrong(Cases.class, "declares Path and PATH"),
                wrong(Unreadable.class, "THING: java.lang.Object can't be read from text"),
                wrong(Unitless.class, "MILLIS: @Unit"),
                wrong(WrongDefault.class, "NUMBER: @Default must be a whole number"),
                wrong(WrongStageDefault.class, "NUMBER: @Default must be a whole number"),
                wrong(WrongExample.class, "NUMBER: @Example must be a whole number"),
                wrong(OptionalDefault.class, "NUMBER: with a default it is never absent"),
                wrong(RequiredAnyway.class, "NAME: what a stage or another variable asks for is Optional"),
                wrong(RequiredWhenAnyway.class, "B: what a stage or another variable asks for is Optional"),
                wrong(EmptyNumber.class, "NUMBER: @AllowEmpty"),
                wrong(TwoStages.class, "declares two stages"),
                wrong(LenientStage.class, "STAGE: a missing stage means production"),
                wrong(PublicSecret.class, "NEXT_PUBLIC_API_KEY: a secret must not bear a prefix"),
                wrong(PublicSecrets.class, "VITE_KEYS: a secret must not bear a prefix"),
                wrong(Unnamed.class, "\"NO SPACE\": letters, digits and _ alone"),
                wrong(Itself.class, "is nested in itself"),
                wrong(RawOptional.class, "say what the Optional holds"),
                wrong(Unrelated.class, "has a rule on NOBODY"),
                wrong(OneOfNobody.class, "has a rule on B"),
                wrong(AllOfOne.class, "Name at least two variables"),
                wrong(OneOfRequired.class, "relates A to others, so it must be Optional"));
    }

    private static Arguments wrong(Class<?> type, String why) {
        return Arguments.argumentSet(type.getSimpleName(), type, why);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses_a_declaration_that_contradicts_itself(Class<?> type, String why) {
        assertThatThrownBy(() -> EnvironmentConfig.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    record Constrained(
            @Default("0") @Positive int number,
            @Default("/") URI path) {}

    @Test
    void validates_a_default_as_a_set_value() {
        assertThatThrownBy(() -> EnvironmentConfig.of(Constrained.class)
                        .environment(Map.of())
                        .load())
                .hasMessageContaining("NUMBER: must be greater than 0 (from default)");
    }

    @Test
    void takes_a_record_without_components() {
        assertThat(EnvironmentConfig.of(NoRecord.class)
                        .environment(Map.of())
                        .load()
                        .values())
                .isEqualTo(new NoRecord());
    }

    private static List<String> names(Schema<?> schema) {
        return schema.settings().stream().map(Setting::name).toList();
    }
}
