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

    record Store(
            @Default("disk") String kind,
            @RequiredWhen(variable = "KIND", is = "s3") Optional<S3> s3,
            Stage stage,
            @RequiredIn(Stage.PRODUCTION) Optional<Mail> mail) {}

    record S3(String bucket, Optional<String> region) {}

    @Test
    void asks_for_an_optional_record_when_another_variable_or_the_stage_does() {
        assertThat(Problems.of(Store.class, Map.of("STAGE", "test"))).isEmpty();
        assertThat(Problems.of(Store.class, Map.of("STAGE", "test", "KIND", "s3")))
                .containsExactly("required S3_BUCKET");
        assertThat(Problems.of(Store.class, Map.of("STAGE", "production")))
                .containsExactly("required MAIL_HOST", "required MAIL_PORT");
        assertThat(Problems.of(Store.class, Map.of("STAGE", "test", "KIND", "s3", "S3_BUCKET", "b")))
                .isEmpty();
    }

    record Range(int least, int most) {
        Range {
            if (least > most) {
                throw new IllegalArgumentException(least + " > " + most);
            }
        }
    }

    record Ranges(Range pool, Optional<Range> retries) {}

    @Test
    void names_the_variables_of_each_nested_record_that_refuses_its_values() {
        assertThat(Problems.all(EnvironmentConfig.of(Ranges.class)
                        .environment(Map.of(
                                "POOL_LEAST", "2", "POOL_MOST", "1", "RETRIES_LEAST", "2", "RETRIES_MOST", "1"))))
                .extracting(Object::toString)
                .containsExactly(
                        "POOL_LEAST, POOL_MOST: Range: its constructor refuses these values; see its rules",
                        "RETRIES_LEAST, RETRIES_MOST: Range: its constructor refuses these values; see its rules");
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

    @OneOf({"A", "A"})
    record OneOfTwice(Optional<String> a) {}

    record TwoDefaults(
            @DefaultIn(value = "a", stage = Stage.TEST) @DefaultIn(value = "b", stage = Stage.TEST)
            String name) {}

    record NeverTrue(
            Stage level,

            @RequiredWhen(variable = "LEVEL", is = "staging")
            Optional<String> name) {}

    record TellsSecret(
            Secret key,
            @RequiredWhen(variable = "KEY", is = "s3cr3t") Optional<String> name) {}

    record PrefixedText(@Prefix("A_") String name) {}

    record DefaultedRecord(@Default("a") Mail mail) {}

    record RequiredRecord(@RequiredIn(Stage.PRODUCTION) Mail mail) {}

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
                wrong(OneOfRequired.class, "relates A to others, so it must be Optional"),
                wrong(OneOfTwice.class, "each once"),
                wrong(TwoDefaults.class, "NAME has two defaults in TEST"),
                wrong(NeverTrue.class, "A rule waits for a value that LEVEL can't have"),
                wrong(TellsSecret.class, "A rule on the value of KEY would tell a secret"),
                wrong(PrefixedText.class, "name is no record: @Prefix"),
                wrong(DefaultedRecord.class, "mail is a record: @Default can't stand on it"),
                wrong(RequiredRecord.class, "Component mail: what a stage"));
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
