package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.OneOf;
import dev.seaworthy.core.config.annotation.Prefix;
import dev.seaworthy.core.config.annotation.RequiredWhen;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelationsTest {
    record When(
            @Default("false") boolean mailEnabled,

            @RequiredWhen(variable = "MAIL_ENABLED", is = "true")
            Optional<String> smtpHost,

            Optional<String> proxy,
            @RequiredWhen(variable = "PROXY") Optional<Integer> proxyPort) {}

    @Test
    void asks_for_a_variable_when_another_has_a_value_in_whatever_spelling() {
        assertThat(Problems.of(When.class, Map.of("MAIL_ENABLED", "no"))).isEmpty();
        assertThat(Problems.of(When.class, Map.of("MAIL_ENABLED", "YES"))).containsExactly("required-when SMTP_HOST");
        assertThat(Problems.of(When.class, Map.of("MAIL_ENABLED", "1", "SMTP_HOST", "a")))
                .isEmpty();
    }

    @Test
    void asks_for_a_variable_when_another_is_set() {
        assertThat(Problems.all(EnvironmentConfig.of(When.class).environment(Map.of("PROXY", "p"))))
                .extracting(Object::toString)
                .containsExactly("PROXY_PORT: required, as PROXY is set, such as 10");
    }

    @OneOf({"URL", "HOST"})
    @AllOrNone({"USER", "PASSWORD"})
    record Database(Optional<String> url, Optional<String> host, Optional<String> user, Optional<String> password) {}

    record Settings(@Prefix("DB_") Database database) {}

    @Test
    void takes_exactly_one_of_several() {
        assertThat(Problems.of(Settings.class, Map.of("DB_URL", "a"))).isEmpty();
        assertThat(Problems.of(Settings.class, Map.of())).containsExactly("one-of DB_URL, DB_HOST");
        assertThat(Problems.of(Settings.class, Map.of("DB_URL", "a", "DB_HOST", "b")))
                .containsExactly("only-one-of DB_HOST", "only-one-of DB_URL");
    }

    @Test
    void judges_nothing_of_several_as_long_as_one_cannot_be_read() {
        assertThat(Problems.of(Settings.class, Map.of("DB_URL_FILE", "/nowhere")))
                .containsExactly("file-unreadable DB_URL_FILE");
    }

    @Test
    void takes_all_of_several_or_none() {
        assertThat(Problems.of(Settings.class, Map.of("DB_URL", "a", "DB_USER", "b", "DB_PASSWORD", "c")))
                .isEmpty();
        assertThat(Problems.of(Settings.class, Map.of("DB_URL", "a", "DB_USER", "b")))
                .containsExactly("all-or-none DB_PASSWORD");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = InOrder.Validator.class)
    @interface InOrder {
        String message() default "the least must not be over the most";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<InOrder, Range> {
            @Override
            public boolean isValid(Range range, ConstraintValidatorContext context) {
                return range.least() <= range.most();
            }
        }
    }

    @InOrder
    record Range(int least, int most) {}

    record Ranges(Range pool) {}

    @Test
    void holds_a_constraint_over_several_variables_of_a_record_also_of_a_nested_one() {
        assertThat(Problems.of(Range.class, Map.of("LEAST", "1", "MOST", "2"))).isEmpty();
        for (List<Object> wrong : List.<List<Object>>of(List.of(Range.class, ""), List.of(Ranges.class, "POOL_"))) {
            String prefix = (String) wrong.get(1);
            assertThat(Problems.all(EnvironmentConfig.of((Class<?>) wrong.get(0))
                            .environment(Map.of(prefix + "LEAST", "2", prefix + "MOST", "1"))))
                    .extracting(Object::toString)
                    .containsExactly(prefix + "LEAST, " + prefix + "MOST: Range: the least must not be over the most");
        }
    }
}
