package dev.seaworthy.core.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"s3same/open+n0w=\n", "s3same/open+n0w=\r\n", " s3same/open+n0w= ", "s3same/open+n0w=\n\n"})
    void a_secret_that_ends_with_its_line_is_found_in_every_form_without_the_end(String fromFile) {
        List<String> forms = List.of(
                SECRET,
                base64(SECRET).substring(0, 21),
                base64("x" + SECRET).substring(2),
                "s3same%2Fopen%2Bn0w%3D",
                "733373616d652f6f70656e2b6e30773d");

        assertThat(lines(String.join("\n", forms), Secret.of(fromFile)))
                .allMatch(line -> line.startsWith("***"))
                .noneMatch(line -> line.contains("n0w"));
    }

    @Test
    void each_line_of_a_secret_is_found_in_every_form() {
        Secret two = Secret.of("user=ann.of.contentmax\npassword=s3same/open\n");

        assertThat(lines(base64("password=s3same/open").substring(0, 26) + "\npassword%3Ds3same%2Fopen", two))
                .containsExactly("***", "***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pa%20%22ss%22!'()*~%2F%5C%3C%C3%A9%0Aend", // encodeURIComponent
                "pa%20%22ss%22!'()*~%2f%5c%3c%c3%a9%0aend",
                "pa+%22ss%22%21%27%28%29*%7E%2F%5C%3C%C3%A9%0Aend", // a form
                "pa%20%22ss%22%21%27%28%29%2A~%2F%5C%3C%C3%A9%0Aend", // RFC 3986
                "pa%20%22ss%22%21%27%28%29%2A~/%5C%3C%C3%A9%0Aend",
                "pa%20%22ss%22!'()*~/%5C%3C%C3%A9%0Aend", // encodeURI
                "pa \\\"ss\\\"!'()*~/\\\\<é\\nend", // JSON
                "pa \\\"ss\\\"!'()*~\\/\\\\<é\\nend",
                "pa \\\"ss\\\"!'()*~/\\\\<\\u00e9\\nend",
                "pa \\\"ss\\\"!'()*~/\\\\\\u003cé\\nend",
                "70612022737322212728292a7e2f5c3cc3a90a656e64",
                "70612022737322212728292A7E2F5C3CC3A90A656E64"
            })
    void a_secret_is_found_as_programs_write_it(String written) {
        assertThat(lines("<" + written + ">", Secret.of("pa \"ss\"!'()*~/\\<é\nend")))
                .containsExactly("<***>");
    }

    @Test
    void a_secret_of_very_many_lines_is_hidden_without_other_forms_of_each() {
        String many =
                IntStream.range(0, 2_000).mapToObj(i -> "line number " + i).collect(Collectors.joining("\n"));

        assertThat(lines("line number 1999\nline%20number%201", Secret.of(many)))
                .containsExactly("***", "line%20number%201");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
