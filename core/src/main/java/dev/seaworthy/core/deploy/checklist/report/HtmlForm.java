package dev.seaworthy.core.deploy.checklist.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A report as one page of HTML, well-formed as XML too. */
final class HtmlForm {
    /** No character in it means anything to HTML: its hash is that of what a browser reads. */
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
              color: #1b1f24; background: #fff }
            table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; vertical-align: top; padding: .4rem .8rem; border-bottom: 1px solid #d0d7de;
              overflow-wrap: anywhere }
            th { font-weight: 600 }
            .status { font-weight: 600; white-space: nowrap }
            .time { text-align: right; white-space: nowrap }
            td p { margin: 0 }
            dl { margin: .2rem 0 0; font-size: .875rem; color: #57606a }
            dt, dd { display: inline; margin: 0 }
            dd::after { content: ""; display: block }
            .clear, .passed { color: #116329 }
            .attention, .warned, .inconclusive { color: #7d4e00 }
            .blocked, .failed, .error { color: #a40e26 }
            .skipped { color: #57606a }
            @media (prefers-color-scheme: dark) {
              body { color: #e6edf3; background: #0d1117 }
              th, td { border-color: #30363d }
              dl, .skipped { color: #9198a1 }
              .clear, .passed { color: #56d364 }
              .attention, .warned, .inconclusive { color: #e3b341 }
              .blocked, .failed, .error { color: #ff7b72 }
            }
            """;

    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; form-action 'none'";

    private HtmlForm() {}

    static String of(Sheet sheet) {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(Markup.escape(POLICY))
                .append("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>")
                .append(Markup.escape(sheet.title()))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        element(html, "h1", sheet.title());
        html.append("<p class=\"status ").append(Word.of(sheet.outcome())).append("\">");
        html.append(sheet.outcome()).append("</p>\n");
        element(html, "p", sheet.summary());
        sheet.phases().forEach(phase -> section(html, sheet, phase));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder html, Sheet sheet, Phase phase) {
        html.append("<section>\n");
        element(html, "h2", phase.title());
        html.append("<table>\n<thead><tr><th scope=\"col\">Result</th><th scope=\"col\">Item</th>")
                .append(
                        "<th scope=\"col\">Evidence</th><th scope=\"col\" class=\"time\">Time</th></tr></thead>\n<tbody>\n");
        sheet.rows(phase).forEach(row -> row(html, row));
        html.append("</tbody>\n</table>\n</section>\n");
    }

    private static void row(StringBuilder html, Row row) {
        String status = Word.of(row.status());
        html.append("<tr>\n<td class=\"status ")
                .append(status)
                .append("\">")
                .append(status)
                .append("</td>\n");
        html.append("<th scope=\"row\">").append(Markup.escape(row.label())).append("</th>\n<td>\n");
        element(html, "p", row.sentence());
        if (!row.figures().isEmpty()) {
            html.append("<dl>\n");
            row.figures().forEach((name, value) -> {
                html.append("<dt>").append(Markup.escape(name)).append(":</dt> ");
                element(html, "dd", value);
            });
            html.append("</dl>\n");
        }
        html.append("</td>\n<td class=\"time\">")
                .append(Word.seconds(row.took()))
                .append("</td>\n</tr>\n");
    }

    private static void element(StringBuilder html, String name, String text) {
        html.append('<').append(name).append('>').append(Markup.escape(text));
        html.append("</").append(name).append(">\n");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
