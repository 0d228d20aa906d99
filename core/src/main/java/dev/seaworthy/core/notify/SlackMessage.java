package dev.seaworthy.core.notify;

import dev.seaworthy.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A notice in the JSON of Slack's incoming webhooks: a text and one attachment, which Mattermost, Rocket.Chat and
 * Discord read too, as they do not read blocks.
 *
 * <p>Markup is off, and the characters that Slack gives a meaning are escaped: what a notice says is shown as it is,
 * and {@code <!channel>} in it calls nobody.
 */
final class SlackMessage {
    /** The longest text object of Slack; the text of a message may be longer, an attachment's is folded. */
    static final int MAX_TEXT = 3_000;

    static final int MAX_FIELD = 2_000;

    /** The error codes of Slack's documentation of incoming webhooks: a word that is not here is not repeated. */
    private static final Set<String> ERRORS = Set.of(
            "action_prohibited",
            "channel_is_archived",
            "channel_not_found",
            "invalid_payload",
            "invalid_token",
            "no_active_hooks",
            "no_service",
            "no_service_id",
            "no_team",
            "no_text",
            "posting_to_general_channel_denied",
            "rate_limited",
            "rollup_error",
            "team_disabled",
            "too_many_attachments",
            "user_not_found");

    private SlackMessage() {}

    static String of(Notice notice) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", escape("[" + notice.severity() + "] " + notice.title(), MAX_TEXT));
        message.put("mrkdwn", false);
        message.put("attachments", List.of(attachment(notice)));
        return Json.writeLine(message);
    }

    /** What Slack says is wrong, if it is a word of Slack's. */
    static String error(String body) {
        String word = body.strip();
        return ERRORS.contains(word) ? word : "";
    }

    private static Map<String, Object> attachment(Notice notice) {
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("color", color(notice.severity()));
        attachment.put("fallback", escape(notice.title(), MAX_TEXT));
        notice.link().ifPresent(link -> {
            attachment.put("title", escape(link.toString(), MAX_FIELD));
            attachment.put("title_link", link.toString());
        });
        attachment.put("text", escape(notice.text(), MAX_TEXT));
        List<Map<String, Object>> fields = new ArrayList<>();
        notice.details().forEach((name, value) -> fields.add(field(name, value)));
        attachment.put("fields", fields);
        attachment.put("mrkdwn_in", List.of());
        return attachment;
    }

    private static Map<String, Object> field(String name, String value) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("title", escape(name, MAX_FIELD));
        field.put("value", escape(value, MAX_FIELD));
        field.put("short", value.length() <= 40);
        return field;
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case INFO -> "#439fe0";
            case WARNING -> "#daa038";
            case ERROR, CRITICAL -> "#a30200";
        };
    }

    /** At most so many characters once escaped, and no entity or pair of surrogates cut in two. */
    static String escape(String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int character : text.codePoints().toArray()) {
            String next = escape(character);
            if (escaped.length() + next.length() > longest - 1) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
        }
        return escaped.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }
}
