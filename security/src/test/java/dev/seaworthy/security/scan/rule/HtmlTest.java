package dev.seaworthy.security.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    @Test
    void attributes_are_read_in_all_their_forms() {
        Tag script = Html.of("<p><SCRIPT async\n SRC = \"/a>b.js\" integrity='x' nonce=y src=z></script>")
                .scripts()
                .get(0);

        assertThat(script.attributes())
                .containsEntry("src", "/a>b.js")
                .containsEntry("integrity", "x")
                .containsEntry("nonce", "y")
                .containsEntry("async", "");
    }

    @Test
    void references_are_decoded() {
        assertThat(Html.of("<meta http-equiv=X content=\"&#39;self&#x27; &quot;&amp;\">")
                        .httpEquiv("x"))
                .containsExactly("'self' \"&");
    }

    @Test
    void what_is_text_holds_no_elements() {
        String page = "<title><script></title><textarea><script></textarea><style><script></style>"
                + "<!-- <script> --><script>'<script>'</script><meta name=a content=b>";

        assertThat(Html.of(page).scripts())
                .singleElement()
                .satisfies(script -> assertThat(script.text()).isEqualTo("'<script>'"));
        assertThat(Html.of(page).named("a")).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<script", "<script src='", "<!--", "<script>", "</script>", "<a b=<script>"})
    void a_page_may_end_anywhere(String page) {
        assertThatCode(() -> Html.of(page)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a ", "<!--", "<script>", "<", "<a b='", "<script src='", "</", "<a =", "<meta a=b "})
    @Timeout(20)
    void time_grows_with_the_length_alone(String part) {
        assertThatCode(() -> Html.of(part.repeat(500_000 / part.length()))).doesNotThrowAnyException();
        assertThatCode(() -> Html.of("<a " + part.repeat(500_000 / part.length()) + ">"))
                .doesNotThrowAnyException();
    }

    @Test
    void no_page_makes_it_fail() {
        String alphabet = "<>!-/='\" \nscriptmeta&#39;\u0130";
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder page = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                page.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> Html.of(page.toString())).as(page.toString()).doesNotThrowAnyException();
        }
    }
}
