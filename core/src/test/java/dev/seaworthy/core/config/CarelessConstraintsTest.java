package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.constraint.WebUrl;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Constraints of users that quote what they judge, or fail. */
class CarelessConstraintsTest {
    private static final String SECRET = "hunter2-hunter2";

    /** What a validator does with the value that it refuses. */
    enum Way {
        PARAMETER {
            @Override
            boolean refuse(String value, ConstraintValidatorContext context) {
                context.unwrap(HibernateConstraintValidatorContext.class).addMessageParameter("given", value);
                return false;
            }
        },
        UPPER_CASE {
            @Override
            boolean refuse(String value, ConstraintValidatorContext context) {
                return composed(context, "must not be " + value.toUpperCase(Locale.ROOT));
            }
        },
        REVERSED {
            @Override
            boolean refuse(String value, ConstraintValidatorContext context) {
                return composed(context, "must not be " + new StringBuilder(value).reverse());
            }
        },
        THROWN {
            @Override
            boolean refuse(String value, ConstraintValidatorContext context) {
                throw new IllegalArgumentException(value);
            }
        };

        abstract boolean refuse(String value, ConstraintValidatorContext context);

        private static boolean composed(ConstraintValidatorContext context, String message) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
            return false;
        }
    }

    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Quoting.Validator.class)
    @interface Quoting {
        Way value();

        String message() default "must not be {given}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<Quoting, String> {
            private Way way = Way.PARAMETER;

            @Override
            public void initialize(Quoting constraint) {
                way = constraint.value();
            }

            @Override
            public boolean isValid(String value, ConstraintValidatorContext context) {
                return way.refuse(value, context);
            }
        }
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = QuotingAll.Validator.class)
    @interface QuotingAll {
        String message() default "must agree in all its parts";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<QuotingAll, Quoted> {
            @Override
            public boolean isValid(Quoted value, ConstraintValidatorContext context) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("must differ from " + value.quoted())
                        .addConstraintViolation();
                context.buildConstraintViolationWithTemplate("must differ from " + value.quoted())
                        .addPropertyNode("name")
                        .addConstraintViolation();
                return false;
            }
        }
    }

    interface Quoted {
        String quoted();
    }

    record Parameter(@Quoting(Way.PARAMETER) Secret key) {}

    record UpperCase(@Quoting(Way.UPPER_CASE) Secret key) {}

    record Reversed(@Quoting(Way.REVERSED) Secret key) {}

    record Thrown(@Quoting(Way.THROWN) Secret key) {}

    @QuotingAll
    record Pair(String name, Secret key) implements Quoted {
        @Override
        public String quoted() {
            return key.reveal();
        }
    }

    record Inner(Secret key) {}

    @QuotingAll
    record Outer(String name, Inner inner) implements Quoted {
        @Override
        public String quoted() {
            return inner.key().reveal();
        }
    }

    @QuotingAll
    record Url(String name, URI url) implements Quoted {
        @Override
        public String quoted() {
            return url.toString();
        }
    }

    static List<Arguments> careless() {
        return List.of(
                careless(Parameter.class, Map.of("KEY", SECRET)),
                careless(UpperCase.class, Map.of("KEY", SECRET)),
                careless(Reversed.class, Map.of("KEY", SECRET)),
                careless(Thrown.class, Map.of("KEY", SECRET)),
                careless(Pair.class, Map.of("NAME", "n", "KEY", SECRET)),
                careless(Outer.class, Map.of("NAME", "n", "INNER_KEY", SECRET)),
                careless(Url.class, Map.of("NAME", "n", "URL", "postgres://u:" + SECRET + "@db/x")));
    }

    private static Arguments careless(Class<?> type, Map<String, String> environment) {
        return Arguments.argumentSet(type.getSimpleName(), type, environment);
    }

    @ParameterizedTest
    @MethodSource("careless")
    void nothing_that_a_validator_quotes_is_told(Class<?> type, Map<String, String> environment) {
        assertThatThrownBy(() ->
                        EnvironmentConfig.of(type).environment(environment).load())
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .satisfies(thrown -> assertThat(List.of(
                                SECRET,
                                SECRET.toUpperCase(Locale.ROOT),
                                new StringBuilder(SECRET).reverse().toString()))
                        .noneMatch(thrown.toString()::contains));
    }

    @Test
    void says_what_the_annotation_says_instead() {
        assertThat(Problems.all(EnvironmentConfig.of(Pair.class).environment(Map.of("NAME", "n", "KEY", SECRET))))
                .extracting(Object::toString)
                .containsExactly(
                        "NAME: must agree in all its parts (from environment)",
                        "NAME, KEY: Pair: must agree in all its parts");
        assertThat(Problems.only(EnvironmentConfig.of(Thrown.class).environment(Map.of("KEY", SECRET)))
                        .toString())
                .isEqualTo("KEY: can't be judged: the validator of one of its constraints failed (from environment)");
    }

    @QuotingAll
    record Plain(String name) implements Quoted {
        @Override
        public String quoted() {
            return name;
        }
    }

    @Test
    void says_what_the_validator_says_where_nothing_is_secret() {
        assertThat(Problems.of(Plain.class, Map.of("NAME", "n"))).hasSize(2);
        assertThat(Problems.all(EnvironmentConfig.of(Plain.class).environment(Map.of("NAME", "n"))))
                .extracting(Object::toString)
                .contains("NAME: must differ from n (from environment)");
    }

    record Misplaced(@WebUrl Optional<URI> url) {}

    @Test
    void a_constraint_that_stands_on_the_wrong_type_is_an_error_of_the_declaration() {
        assertThatThrownBy(() -> EnvironmentConfig.of(Misplaced.class)
                        .environment(Map.of("URL", "https://contentmax.ai"))
                        .load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Misplaced declares a constraint that can't stand where it does")
                .hasMessageContaining("url");
    }

    record Places(List<@Positive Integer> ports, Optional<List<@Size(min = 3) String>> names) {}

    @Test
    void names_the_element_that_breaks_a_rule() {
        assertThat(Problems.all(
                        EnvironmentConfig.of(Places.class).environment(Map.of("PORTS", "1,0,2", "NAMES", "abc,d"))))
                .extracting(Object::toString)
                .containsExactly(
                        "NAMES: element 2 size must be between 3 and 2147483647 (from environment)",
                        "PORTS: element 2 must be greater than 0 (from environment)");
    }

    record WrongDefaults(
            Stage stage,
            @Default("0") @Positive int number,

            @DefaultIn(value = "short", stage = Stage.DEVELOPMENT) @Size(min = 8)
            String name) {}

    @Test
    void judges_every_default_also_where_the_variable_is_set_or_the_stage_is_another() {
        assertThat(Problems.all(EnvironmentConfig.of(WrongDefaults.class)
                        .environment(Map.of("STAGE", "test", "NUMBER", "1", "NAME", "long enough"))))
                .extracting(Object::toString)
                .containsExactly(
                        "NAME: size must be between 8 and 2147483647 (from default)",
                        "NUMBER: must be greater than 0 (from default)");
        assertThat(Problems.of(WrongDefaults.class, Map.of("STAGE", "prod", "NUMBER", "1", "NAME", "long enough")))
                .isEmpty();
        assertThat(Problems.of(WrongDefaults.class, Map.of("STAGE", "prod", "NAME", "long enough")))
                .containsExactly("constraint NUMBER");
    }

    record Failing(Money price, Secret key) {}

    record Money(String text) {}

    @Test
    void what_a_converter_throws_is_told_to_nobody_whatever_it_is() {
        for (Function<String, Money> parse : List.<Function<String, Money>>of(
                text -> {
                    throw new AssertionError(text);
                },
                text -> {
                    throw new StackOverflowError(text);
                },
                text -> sneaky(new IOException(text)))) {
            Schema<Failing> schema = Schema.of(Failing.class, new TypeConverter<>(Money.class, "must be money", parse));

            assertThat(Problems.only(EnvironmentConfig.of(schema).environment(Map.of("PRICE", SECRET, "KEY", SECRET)))
                            .toString())
                    .isEqualTo("PRICE: must be money (from environment)");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Exception> T sneaky(Exception e) throws E {
        throw (E) e;
    }
}
