package dev.seaworthy.security.csp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** CSP Level 3 §2.2.1, §2.2.2. */
class ParsedPolicyTest {
    @Test
    void parts_directives_at_semicolons_and_words_at_ascii_whitespace() {
        ParsedPolicy policy =
                ParsedPolicy.of(" ;;\tScript-SRC\n'self'\f https://A.example/X \r;upgrade-insecure-requests;");

        assertThat(policy.directives())
                .containsOnlyKeys("script-src", "upgrade-insecure-requests")
                .containsEntry("script-src", List.of("'self'", "https://A.example/X"));
        assertThat(policy.values(Directive.SCRIPT_SRC)).hasSize(2);
        assertThat(policy.has(Directive.IMG_SRC)).isFalse();
    }

    @Test
    void follows_the_first_of_two_directives_of_one_name() {
        ParsedPolicy policy = ParsedPolicy.of("img-src 'none'; IMG-SRC https:; img-src data:");

        assertThat(policy.values(Directive.IMG_SRC)).containsExactly("'none'");
        assertThat(policy.duplicates()).containsExactly("img-src", "img-src");
    }

    @Test
    void skips_a_directive_that_is_not_ascii_and_no_other() {
        ParsedPolicy policy = ParsedPolicy.of("img-src https://bücher.example; script-src 'self'");

        assertThat(policy.directives()).containsOnlyKeys("script-src");
        assertThat(policy.skipped()).isEqualTo(1);
    }

    @Test
    void takes_no_other_blank_for_whitespace() {
        assertThat(ParsedPolicy.of("img-src\u000bx y").directives()).containsOnlyKeys("img-src\u000bx");
    }

    @Test
    void parts_the_policies_of_a_header_at_commas_and_drops_empty_ones() {
        List<ParsedPolicy> policies = ParsedPolicy.ofHeader("default-src 'self', ;, img-src *, ");

        assertThat(policies)
                .extracting(ParsedPolicy::directives)
                .extracting(Object::toString)
                .containsExactly("{default-src=['self']}", "{img-src=[*]}");
        assertThat(ParsedPolicy.of("img-src a,b").values(Directive.IMG_SRC)).containsExactly("a,b");
    }

    @Test
    void never_refuses_a_text_and_never_makes_up_a_word() {
        Random random = new Random(20261127);
        for (int i = 0; i < 10_000; i++) {
            String text = randomText(random);
            for (ParsedPolicy policy : ParsedPolicy.ofHeader(text)) {
                policy.directives().forEach((name, values) -> {
                    assertThat(name).isNotEmpty().isEqualTo(name.toLowerCase(Locale.ROOT));
                    assertThat(values).allMatch(value -> !value.isEmpty() && text.contains(value));
                });
            }
        }
    }

    private static String randomText(Random random) {
        String[] parts = {"script-src", "'self'", ";", " ", ",", "\n", "é", "\u0000", "*", "'none'", "IMG-SRC", "\ud800"
        };
        return random.ints(random.nextInt(20), 0, parts.length)
                .mapToObj(index -> parts[index])
                .collect(Collectors.joining());
    }
}
