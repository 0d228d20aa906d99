package dev.seaworthy.core.deploy.checklist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class HtmlFormTest {
    /** Nothing that runs, loads, links or sends. */
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "p", "table", "thead",
            "tbody", "tr", "th", "td", "dl", "dt", "dd");

    private static final Set<String> ATTRIBUTES =
            Set.of("lang", "charset", "http-equiv", "content", "name", "class", "scope");

    @Test
    void a_report_is_a_page_of_its_own() throws Exception {
        Document page = Dom.parse(Reports.mixed().toHtml());

        assertThat(Reports.mixed().toHtml()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(texts(page, "title")).containsExactly("ContentMax 1.4.2");
        assertThat(texts(page, "h2")).containsExactly("Pre-deployment", "Deployment", "Post-deployment");
        assertThat(texts(page, "p"))
                .startsWith(
                        "BLOCKED",
                        "1 passed, 1 warned, 1 skipped, 1 inconclusive, 2 error, 2 failed in 2.41 s, at "
                                + "2026-11-27T09:00:00Z",
                        "All variables are valid");
        assertThat(Dom.elements(page, "th").stream()
                        .filter(header -> header.getAttribute("scope").equals("row"))
                        .map(Element::getTextContent))
                .containsExactly(
                        "environment",
                        "DNS 日本",
                        "load test (advisory)",
                        "new probe (dry run)",
                        "health",
                        "smoke",
                        "error rate",
                        "latency");
        assertThat(texts(page, "dt")).containsExactly("variables:", "host:", "addresses:", "p95:", "requests:");
        assertThat(texts(page, "dd")).containsExactly("31", "contentmax.example", "2", "PT0.812S", "7");
    }

    /** CSP Level 3: the hash is that of the style's text, as UTF-8. */
    @Test
    void its_policy_lets_nothing_pass_but_its_own_style() throws Exception {
        Document page = Dom.parse(Reports.mixed().toHtml());
        String style = texts(page, "style").get(0);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        String policy = "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'";

        assertThat(ChecklistReport.htmlContentSecurityPolicy()).isEqualTo(policy + "; frame-ancestors 'none'");
        assertThat(Dom.elements(page, "meta").stream()
                        .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                        .map(meta -> meta.getAttribute("content")))
                .containsExactly(policy);
        assertThat(texts(page, "style")).hasSize(1);
        assertThat(style).doesNotContain("<", "&", "url(", "@import");
    }

    @Test
    void the_policy_stands_before_the_style_that_it_is_for() {
        String html = Reports.mixed().toHtml();

        assertThat(html.indexOf("Content-Security-Policy")).isPositive().isLessThan(html.indexOf("<style>"));
        assertThat(html.indexOf("charset")).isLessThan(200);
    }

    @Test
    void hostile_text_stays_text() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            ChecklistReport report = Reports.hostile(new Random(seed));
            String html = report.toHtml();
            Document page = Dom.parse(html);
            List<Row> rows = Sheet.of(report).phases().stream()
                    .flatMap(phase -> Sheet.of(report).rows(phase).stream())
                    .toList();

            assertThat(Dom.elements(page, "*"))
                    .as("seed " + seed)
                    .extracting(Element::getTagName)
                    .allMatch(ELEMENTS::contains);
            assertThat(attributes(page)).isSubsetOf(ATTRIBUTES);
            assertThat(texts(page, "style")).hasSize(1);
            assertThat(texts(page, "p").subList(2, 2 + rows.size()))
                    .isEqualTo(rows.stream().map(Row::sentence).toList());
            assertThat(Dom.elements(page, "th").stream()
                            .filter(header -> header.getAttribute("scope").equals("row"))
                            .map(Element::getTextContent))
                    .isEqualTo(rows.stream().map(Row::label).toList());
            assertThat(figures(page))
                    .isEqualTo(rows.stream()
                            .map(row -> new TreeMap<>(row.figures().entrySet().stream()
                                    .collect(Collectors.toMap(figure -> figure.getKey() + ":", Map.Entry::getValue))))
                            .filter(figures -> !figures.isEmpty())
                            .toList());
            assertThat(Reports.steering(html)).isEmpty();
        }
    }

    private static List<Map<String, String>> figures(Document page) {
        return Dom.elements(page, "dl").stream().map(HtmlFormTest::figures).toList();
    }

    private static Map<String, String> figures(Element list) {
        Map<String, String> figures = new TreeMap<>();
        for (int i = 0; i < list.getElementsByTagName("dt").getLength(); i++) {
            figures.put(
                    list.getElementsByTagName("dt").item(i).getTextContent(),
                    list.getElementsByTagName("dd").item(i).getTextContent());
        }
        return figures;
    }

    private static Set<String> attributes(Document page) {
        Set<String> names = new TreeSet<>();
        for (Element element : Dom.elements(page, "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                names.add(attribute.getNodeName());
            }
        }
        return names;
    }

    private static List<String> texts(Document page, String element) {
        return Dom.elements(page, element).stream().map(Element::getTextContent).toList();
    }
}
