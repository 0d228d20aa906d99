package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.Secret;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {
    private static final Notice NOTICE = Notice.of(Severity.ERROR, "Release 42 failed");

    @Test
    void is_a_notice_with_nothing_but_a_title_at_first() {
        assertThat(NOTICE.type()).isEqualTo("notice");
        assertThat(NOTICE.text()).isEmpty();
        assertThat(NOTICE.details()).isEmpty();
        assertThat(NOTICE.link()).isEmpty();
        assertThat(NOTICE.key()).isEmpty();
    }

    @Test
    void holds_what_is_added_and_leaves_what_was() {
        Notice more = NOTICE.type("release.failed")
                .text("The smoke test found 500\nat /api")
                .with("version", 42)
                .with("commit", "abc")
                .link(URI.create("https://ci.example/42"))
                .key("release-42");

        assertThat(more.type()).isEqualTo("release.failed");
        assertThat(more.text()).isEqualTo("The smoke test found 500\nat /api");
        assertThat(more.details())
                .containsExactly(java.util.Map.entry("version", "42"), java.util.Map.entry("commit", "abc"));
        assertThat(more.link()).contains(URI.create("https://ci.example/42"));
        assertThat(more.key()).contains("release-42");
        assertThat(NOTICE).isEqualTo(Notice.of(Severity.ERROR, "Release 42 failed"));
    }

    @Test
    void masks_a_secret_among_the_details() {
        assertThat(NOTICE.with("key", Secret.of("s3cr3t")).details()).containsEntry("key", "***");
    }

    @Test
    void cuts_what_is_too_long() {
        Notice long_ = Notice.of(Severity.INFO, "t".repeat(201))
                .text("x".repeat(3_001))
                .with("n".repeat(61), "v".repeat(501));

        assertThat(long_.title()).isEqualTo("t".repeat(199) + "…");
        assertThat(long_.text()).isEqualTo("x".repeat(2_999) + "…");
        assertThat(long_.details()).containsOnlyKeys("n".repeat(59) + "…").containsValue("v".repeat(499) + "…");
        assertThat(Notice.of(Severity.INFO, "t".repeat(200)).title())
                .hasSize(200)
                .doesNotContain("…");
    }

    @Test
    void leaves_out_details_beyond_the_twentieth() {
        Notice notice = NOTICE;
        for (int i = 0; i < 30; i++) {
            notice = notice.with("detail " + i, i);
        }

        assertThat(notice.details()).hasSize(20).containsKey("detail 19");
    }

    @Test
    void makes_spaces_of_what_would_forge_a_line_of_a_log() {
        assertThat(Notice.of(Severity.INFO, "one\r\ntwo\u2028three\u001b[31m\u202eevil")
                        .title())
                .isEqualTo("one  two three [31m evil");
        assertThat(NOTICE.text("one\r\ntwo\u0000").text()).isEqualTo("one\ntwo");
        assertThat(NOTICE.with("a\nb", "c\nd").details()).containsEntry("a b", "c d");
    }

    @RepeatedTest(200)
    void never_holds_a_control_character_or_half_a_pair_whatever_it_is_made_of(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        String any = random.ints(random.nextInt(400), 0, 0x11000)
                .collect(StringBuilder::new, (all, each) -> all.appendCodePoint(each * 16), StringBuilder::append)
                .toString();

        String title = Notice.of(Severity.INFO, "x" + any).title();

        assertThat(title.length()).isLessThanOrEqualTo(Notice.MAX_TITLE);
        assertThat(title.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(each -> Character.getType(each) == Character.SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void refuses_a_blank_title(String title) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notice.of(Severity.INFO, title))
                .withMessage("A notice needs a title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Release", "release.", ".release", "release failed", "release..failed", "release-failed"})
    void refuses_a_type_of_another_form(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NOTICE.type(type))
                .withMessageContaining("release.failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/relative", "ftp://example.com", "https:///path"})
    void refuses_a_link_that_is_no_web_address(String link) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NOTICE.link(URI.create(link)))
                .withMessageContaining("http");
    }

    @Test
    void refuses_a_key_that_is_blank_or_too_long() {
        assertThatIllegalArgumentException().isThrownBy(() -> NOTICE.key(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> NOTICE.key("k".repeat(256)));
        assertThat(NOTICE.key("k".repeat(255)).key()).isPresent();
    }
}
