package dev.seaworthy.security.password.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.password.policy.Weakness.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private final PasswordPolicy nist = PasswordPolicy.nist();
    private final PasswordPolicy withSecondFactor =
            PasswordPolicy.builder().minLength(8).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "purple monkey dishwasher",
                "пароль из четырёх слов",
                "kein passwort hier 1",
                "qwerty is a row of keys",
                "abcd 1234 are no secret",
                "contentmax feeds example cats and dogs"
            })
    void takes_what_is_long_and_not_guessed_first(String password) {
        assertThat(nist.check(password, "ada@example.com", "contentmax").isAcceptable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "8charact, TOO_SHORT",
        "fourteen chars, TOO_SHORT",
        "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔒, TOO_SHORT",
        "CorrectHorseBatteryStaple, COMMON",
        "passwordPassword, COMMON",
        "aaaaaaaaaaaaaaaa, PATTERN",
        "abcabcabcabcabcabc, PATTERN",
        "1234567890123456, PATTERN",
        "0987654321098765, PATTERN",
        "abcdefghijklmnopq, PATTERN",
        "QwertyuiopAsdfghjkl, PATTERN",
        "mnbvcxzlkjhgfdsapo, PATTERN",
        "adalovelace@example, CONTEXT",
        "Contentmax-Rocks1, CONTEXT",
        "passwordpasswordpassword, COMMON",
        "qwertyqwertyqwerty, PATTERN",
        "123456123456123456, PATTERN",
        "abcdeabcdeabcde, PATTERN",
        "123456789012345678901234567890123456789012345, PATTERN",
        "qwerty1234567890, PATTERN",
        "1234qwerasdfzxcv, PATTERN",
        "aaaaaa!!!!!!zzzzzz, PATTERN",
        "poiuytrewqwerty, PATTERN",
        "contentmaxcontentmax, PATTERN",
        "contentmax+contentmax.io, CONTEXT",
        "adalovelace contentmax example 2026, CONTEXT",
    })
    void refuses_what_is_short_or_guessed_first(String password, Rule rule) {
        assertThat(nist.check(password, "adalovelace@example.com", "contentmax").weaknesses())
                .extracting(Weakness::rule)
                .containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource({"password1, COMMON", "P@ssw0rd, COMMON", "12345678, PATTERN", "qwertyui, COMMON", "contentm, ''"})
    void eight_are_enough_with_a_second_factor(String password, String rule) {
        assertThat(withSecondFactor.check(password, "contentmax").weaknesses())
                .extracting(weakness -> weakness.rule().name())
                .containsExactlyElementsOf(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @Test
    void has_no_rule_about_kinds_of_characters() {
        assertThat(nist.check("onlylowerletters").isAcceptable()).isTrue();
        assertThat(nist.check("                               x").isAcceptable())
                .isTrue();
    }

    @Test
    void a_word_that_is_less_than_half_of_it_may_be_in_it() {
        assertThat(nist.check("my contentmax is for the cats", "contentmax").isAcceptable())
                .isTrue();
        assertThat(nist.check("abc and more than that", "abc").isAcceptable()).isTrue();
    }

    @Test
    void a_word_within_a_longer_one_does_not_hide_it() {
        assertThat(nist.check("contentmaxmaxi12", "content", "contentmax").weaknesses())
                .extracting(Weakness::rule)
                .containsExactly(Rule.CONTEXT);
    }

    @Test
    void more_than_1024_bytes_cannot_be_hashed() {
        assertThat(nist.check("a b".repeat(400)).weaknesses())
                .extracting(Weakness::rule)
                .containsExactly(Rule.TOO_LONG);
        assertThat(nist.check("ä b".repeat(300)).weaknesses())
                .extracting(Weakness::rule)
                .contains(Rule.TOO_LONG);
    }

    @Test
    void more_can_be_refused() {
        PasswordPolicy policy = PasswordPolicy.builder()
                .refuse(Stream.of("The Company Motto Of 1998"))
                .build();

        assertThat(policy.check("the company motto of 1998").weaknesses())
                .extracting(Weakness::rule)
                .containsExactly(Rule.COMMON);
    }

    /** SHA-1 of "correct horse battery" by sha1sum. */
    @Test
    void the_breach_list_learns_five_digits() {
        List<String> asked = new ArrayList<>();
        PasswordPolicy policy = PasswordPolicy.builder()
                .breaches(prefix -> {
                    asked.add(prefix);
                    return Map.of("C62ECE399A22ED30D490EF333BE7FDE7385", 12L, "0".repeat(35), 0L);
                })
                .build();

        PasswordVerdict verdict = policy.check("correct horse battery");

        assertThat(asked).containsExactly("98DEC");
        assertThat(verdict.breachesAsked()).isTrue();
        assertThat(verdict.weaknesses()).extracting(Weakness::rule).containsExactly(Rule.BREACHED);
        assertThat(policy.check("another that is long enough").isAcceptable()).isTrue();
    }

    @Test
    void padding_is_no_breach() {
        PasswordPolicy policy = PasswordPolicy.builder()
                .breaches(prefix -> Map.of("C62ECE399A22ED30D490EF333BE7FDE7385", 0L))
                .build();

        assertThat(policy.check("correct horse battery").isAcceptable()).isTrue();
    }

    @Test
    void a_breach_list_that_does_not_answer_refuses_nobody_and_is_told() {
        PasswordPolicy policy = PasswordPolicy.builder()
                .breaches(prefix -> {
                    throw new IOException("down");
                })
                .build();

        assertThat(policy.check("correct horse battery")).isEqualTo(new PasswordVerdict(List.of(), false));
        assertThat(nist.check("correct horse battery").breachesAsked()).isFalse();
    }

    @Test
    void a_breach_list_that_fails_otherwise_refuses_nobody_either() {
        for (BreachList broken : List.<BreachList>of(
                prefix -> {
                    throw new IllegalStateException("on purpose");
                },
                prefix -> null)) {
            PasswordPolicy policy = PasswordPolicy.builder().breaches(broken).build();

            assertThat(policy.check("correct horse battery")).isEqualTo(new PasswordVerdict(List.of(), false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1025})
    void refuses_a_length_that_guards_nothing_or_cannot_be_met(int length) {
        PasswordPolicy.Builder builder = PasswordPolicy.builder().minLength(length);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("PasswordPolicy: minLength is " + length + "; give 8 to 1024");
    }

    @Test
    void no_message_holds_the_password() {
        for (String password : List.of("fourteen chars", "CorrectHorseBatteryStaple", "aaaaaaaaaaaaaaaa")) {
            assertThat(nist.check(password).toString()).doesNotContain(password);
        }
    }
}
