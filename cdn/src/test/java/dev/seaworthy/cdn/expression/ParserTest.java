package dev.seaworthy.cdn.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    @Test
    void every_text_that_we_write_is_read_as_the_same_expression() {
        RandomExpressions expressions = new RandomExpressions(20261128);
        for (int i = 0; i < 5_000; i++) {
            Expression expression = expressions.next(3);

            assertThat(Expression.parse(expression.text())).isEqualTo(expression);
        }
    }

    @Test
    void a_damaged_text_is_read_as_something_or_refused_but_breaks_nothing() {
        RandomExpressions expressions = new RandomExpressions(5);
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(expressions.next(2).text());
            text.setCharAt(random.nextInt(text.length()), "\"\\()*{ }x".charAt(random.nextInt(9)));
            try {
                assertThat(Expression.parse(text.toString()).text()).isNotEmpty();
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "http.host == \"a\" && !ssl ; http.host eq \"a\" and not ssl",
                "(http.host eq \"a\") ; http.host eq \"a\"",
                "ssl and ssl or cf.client.bot ; (ssl and ssl) or cf.client.bot",
                "ssl or ssl and cf.client.bot ; ssl or (ssl and cf.client.bot)",
                "not ssl and ssl ; not ssl and ssl",
                "http.host eq r#\"a\"b\"# ; http.host eq \"a\\\"b\"",
                "http.host eq \"\\101\" ; http.host eq \"A\"",
                "http.request.uri.path ~ \"^/a\" ; http.request.uri.path matches \"^/a\"",
                "ip.src.asnum >= 7 || ip.src != 1.2.3.4 ; ip.src.asnum ge 7 or ip.src ne 1.2.3.4",
                "http.host  in  {\"a\"   \"b\"} ; http.host in {\"a\" \"b\"}"
            })
    void other_ways_to_write_are_read_too(String text, String ours) {
        Expression expression = Expression.parse(text);

        assertThat(expression.isRaw()).isFalse();
        assertThat(expression).hasToString(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cf.waf.score lt 20",
                "ssl xor cf.client.bot",
                "ip.src in $blocked",
                "http.request.uri.path eq concat(\"a\", \"b\")",
                "ip.src in {1.2.3.4..1.2.3.9}",
                "http.request.uri.path wildcard \"/a/**\"",
                "http.request.headers[\"x\"][0] eq \"a\"",
                "ssl eq true",
                "ssl ssl",
                "ssl \"or\" ssl",
                "ip.src eq \"1.2.3.4\"",
                "http.host eq 7",
                "any(http.host eq \"a\")",
                "http.request.headers[\"x\"][*] eq \"a\"",
                "lower(ssl)",
                "http.host starts_with \"a\""
            })
    void what_is_not_known_stays_as_it_is(String text) {
        Expression expression = Expression.parse(text);

        assertThat(expression.isRaw()).isTrue();
        assertThat(expression).hasToString(text);
    }

    @Test
    void brackets_without_end_are_no_danger() {
        assertThat(Expression.parse("(".repeat(2000) + "ssl" + ")".repeat(2000)).isRaw())
                .isTrue();
        assertThat(Expression.parse("not ".repeat(1000) + "ssl").isRaw()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse("(".repeat(4000)));
    }
}
