package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.notify.Receiver.Turn;
import dev.seaworthy.testkit.Logged;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlackNotifierTest extends NotifierContract {
    private final List<Receiver> receivers = new ArrayList<>();

    @Override
    protected Notifier working() {
        return to(receiver(Turn.body("200 OK", "ok"))).build();
    }

    @Override
    protected Notifier broken() {
        return to(receiver(Turn.body("404 Not Found", "no_service"))).build();
    }

    @AfterEach
    void close() throws IOException {
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }

    @Test
    void posts_a_text_and_an_attachment_without_markup() throws Exception {
        JsonNode message = sent(Notice.of(Severity.WARNING, "Backup is late")
                .text("none since\nyesterday")
                .with("age", "PT26H")
                .link(URI.create("https://runbook.example/backup?a=1&b=2")));

        assertThat(message).isEqualTo(JsonMapper.builder().build().readTree("""
                {"text": "[WARNING] Backup is late", "mrkdwn": false, "attachments": [{
                  "color": "#daa038", "fallback": "Backup is late",
                  "title": "https://runbook.example/backup?a=1&amp;b=2",
                  "title_link": "https://runbook.example/backup?a=1&b=2",
                  "text": "none since\\nyesterday",
                  "fields": [{"title": "age", "value": "PT26H", "short": true}],
                  "mrkdwn_in": []}]}
                """));
    }

    @Test
    void escapes_what_slack_gives_a_meaning() throws Exception {
        JsonNode message = sent(
                Notice.of(Severity.INFO, "<!channel> R&D").text("<@U1> &lt;").with("<a>", "<b>"));

        assertThat(message.get("text").textValue()).isEqualTo("[INFO] &lt;!channel&gt; R&amp;D");
        JsonNode attachment = message.get("attachments").get(0);
        assertThat(attachment.get("text").textValue()).isEqualTo("&lt;@U1&gt; &amp;lt;");
        assertThat(attachment.get("fields").get(0).get("title").textValue()).isEqualTo("&lt;a&gt;");
        assertThat(attachment.get("fields").get(0).get("value").textValue()).isEqualTo("&lt;b&gt;");
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void stays_within_the_limits_of_slack_whatever_it_is_told(Severity severity) throws Exception {
        Notice notice = Notice.of(severity, "&".repeat(400)).text("<\uD83D\uDE00".repeat(2_000));
        for (int i = 0; i < 30; i++) {
            notice = notice.with("&".repeat(100) + i, ">".repeat(1_000));
        }

        JsonNode message = sent(notice);

        JsonNode attachment = message.get("attachments").get(0);
        assertThat(message.get("text").textValue()).hasSizeLessThanOrEqualTo(3_000);
        assertThat(attachment.get("text").textValue())
                .hasSizeLessThanOrEqualTo(3_000)
                .hasSizeGreaterThan(2_900)
                .matches("(&lt;\uD83D\uDE00)+(&lt;)?…");
        assertThat(attachment.get("fields")).allSatisfy(field -> {
            assertThat(field.get("value").textValue())
                    .hasSizeLessThanOrEqualTo(2_000)
                    .matches("(&gt;)+…");
            assertThat(field.get("title").textValue()).hasSizeLessThanOrEqualTo(2_000);
        });
    }

    @Test
    void cuts_between_characters_at_any_length() {
        String text = "a&\uD83D\uDE00<b>";
        IntStream.range(1, 30)
                .forEach(longest -> assertThat(SlackMessage.escape(text, longest))
                        .hasSizeLessThanOrEqualTo(longest)
                        .matches("(a(&amp;(\uD83D\uDE00(&lt;(b(&gt;)?)?)?)?)?)?…?"));
        assertThat(SlackMessage.escape(text, 30)).isEqualTo("a&amp;\uD83D\uDE00&lt;b&gt;");
    }

    @ParameterizedTest
    @CsvSource({"404,no_service", "403,action_prohibited", "410,channel_is_archived", "400,invalid_payload"})
    void repeats_what_slack_says_is_wrong(int status, String error) {
        Delivery delivery = to(receiver(Turn.body(status + " X", error + "\n")))
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.reason()).isEqualTo("HTTP " + status + " " + error + " (attempt 1 of 3)");
    }

    @Test
    void repeats_nothing_else_of_an_answer_and_shows_the_address_nowhere() {
        try (Logged log = new Logged()) {
            SlackNotifier notifier = to(receiver(Turn.body("404 Not Found", "no route to s3cr3t")))
                    .build();

            Receipt receipt = notifier.send(NOTICE);

            assertThat(receipt.deliveries().get(0).reason()).isEqualTo("HTTP 404 (attempt 1 of 3)");
            assertThat(log.text() + receipt + notifier).doesNotContain("s3cr3t").contains("SlackNotifier[slack]");
        }
    }

    @Test
    void tries_again() {
        Receiver receiver = receiver(Turn.body("429 X", "rate_limited"), Turn.body("200 OK", "ok"));

        assertThat(to(receiver).build().send(NOTICE).deliveries().get(0).attempts())
                .isEqualTo(2);
        assertThat(receiver.requests())
                .extracting(Receiver.Request::body)
                .hasSize(2)
                .containsOnly(receiver.requests().get(0).body());
    }

    @Test
    void refuses_an_address_that_is_none_and_does_not_quote_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlackNotifier.to(Secret.of("hooks.slack.com/services/s3cr3t"))
                        .build())
                .withMessageStartingWith("Notifier \"slack\": the address must")
                .withMessageNotContaining("s3cr3t");
    }

    private JsonNode sent(Notice notice) throws Exception {
        Receiver receiver = receiver(Turn.body("200 OK", "ok"));
        to(receiver).build().send(notice);
        return JsonMapper.builder().build().readTree(receiver.requests().get(0).body());
    }

    private Receiver receiver(Turn... turns) {
        Receiver receiver = new Receiver(turns);
        receivers.add(receiver);
        return receiver;
    }

    private static SlackNotifier.Builder to(Receiver receiver) {
        return SlackNotifier.to(receiver.uri()).time(new Time(InstantSource.system(), () -> 0, pause -> {}));
    }
}
