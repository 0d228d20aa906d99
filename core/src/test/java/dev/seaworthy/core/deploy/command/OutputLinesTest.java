package dev.seaworthy.core.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputLinesTest {
    private static final String SECRET = "s3same/open+n0w=";

    private static List<String> lines(String text, Secret... secrets) {
        List<String> lines = new ArrayList<>();
        OutputLines output = new OutputLines(new Masking(List.of(secrets)), lines::add);
        output.take(text.toCharArray(), text.length());
        output.end();
        return lines;
    }

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[1;31mb\u001b[0mc', abc",
        "'a\u001b]0;title\u0007b', ab",
        "'a\u001b]8;;https://x.example\u001b\\link', alink",
        "'a\u001bPstring\u001b\\b', ab",
        "'a\u001b(Bb', ab",
        "'a\u009b31mb', ab",
        "'a\tb\u0000c\u007f', a bc",
        "'a\u202eb\u2066c', abc",
        "'a\u001b', a",
    })
    void takes_out_what_a_terminal_obeys(String text, String kept) {
        assertThat(lines(text)).containsExactly(kept);
    }

    @Test
    void a_sequence_that_never_ends_takes_its_line_with_it_and_no_more() {
        assertThat(lines("a\u001b]open\nb")).containsExactly("a", "b");
    }

    @Test
    void a_carriage_return_ends_a_line_and_an_empty_one_is_none() {
        assertThat(lines("10 %\r20 %\r\n\nend")).containsExactly("10 %", "20 %", "end");
    }

    @Test
    void a_secret_in_colours_is_masked() {
        assertThat(lines("<s3same/\u001b[31mopen+n0w=>", Secret.of(SECRET))).containsExactly("<***>");
    }

    @Test
    void each_long_line_of_a_key_is_masked_and_its_short_ones_are_not() {
        Secret key = Secret.of("-----BEGIN KEY-----\nMIIEvQIBADANBg\nend\n");

        assertThat(lines("MIIEvQIBADANBg\nend", key)).containsExactly("***", "end");
    }

    @Test
    void a_short_secret_is_masked_as_it_is() {
        assertThat(lines("pin 1234 and MTIzNA==", Secret.of("1234"))).containsExactly("pin *** and MTIzNA==");
        assertThat(lines("pin 1234\n", Secret.of("1234\n"))).containsExactly("pin ***");
        assertThat(lines("nothing", Secret.of(""))).containsExactly("nothing");
    }

    @Test
    void secrets_that_overlap_are_masked_whole() {
        assertThat(lines("abcdefgh-", Secret.of("abcdef"), Secret.of("defgh"))).containsExactly("***-");
    }

    @Test
    void half_a_secret_at_the_cut_of_a_long_line_is_not_shown() {
        Secret secret = Secret.of(SECRET);
        for (int before = OutputLines.LONGEST_LINE - 60; before < OutputLines.LONGEST_LINE + 60; before++) {
            String shown =
                    lines("x".repeat(before) + SECRET + "y".repeat(99), secret).get(0);

            assertThat(shown.length()).isLessThanOrEqualTo(OutputLines.LONGEST_LINE);
            assertThat(shown).doesNotContain("s3");
            String shifted = lines(SECRET.repeat(9) + "x".repeat(before) + SECRET, secret)
                    .get(0);
            assertThat(shifted).doesNotContain("s3");
        }
    }

    @Test
    void a_secret_is_found_in_every_form_wherever_it_stands() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String before = text(random, random.nextInt(7));
            String secret = text(random, 12 + random.nextInt(30));
            String after = text(random, random.nextInt(7));
            String encoded =
                    Base64.getEncoder().encodeToString((before + secret + after).getBytes(StandardCharsets.UTF_8));
            String url = URLEncoder.encode(before + secret + after, StandardCharsets.UTF_8);

            List<String> shown = lines(before + secret + after + "\n" + encoded + "\n" + url, Secret.of(secret));

            assertThat(shown).hasSize(3).allMatch(line -> line.contains("***"));
            assertThat(shown.get(0)).isEqualTo(before + "***" + after);
            assertThat(shown.get(1).length()).isLessThan(encoded.length() - secret.length() + 4);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }
}
