package dev.seaworthy.core.deploy.checklist.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkdownFormTest {
    @Test
    void a_report_is_a_table_for_each_phase() {
        assertThat(Reports.mixed().toMarkdown()).isEqualTo("""
                # ContentMax 1.4.2: BLOCKED

                1 passed, 1 warned, 1 skipped, 1 inconclusive, 2 error, 2 failed in 2.41 s, at 2026-11-27T09:00:00Z

                ## Pre-deployment

                | Result | Item | Evidence | Time |
                | --- | --- | --- | ---: |
                | passed | environment | All variables are valid · variables: 31 | 0.12 s |
                | warned | DNS 日本 | One address is new · host: contentmax.example · addresses: 2 | 0.12 s |
                | failed | load test (advisory) | p95 is over its budget · p95: PT0.812S | 0.12 s |
                | error | new probe (dry run) | Threw java.io.IOException: connection refused | 0.12 s |

                ## Deployment

                | Result | Item | Evidence | Time |
                | --- | --- | --- | ---: |
                | failed | health | HTTP status 503 | 0.12 s |
                | skipped | smoke | Not run, as "health" does not hold: FAILED | 0.12 s |

                ## Post-deployment

                | Result | Item | Evidence | Time |
                | --- | --- | --- | ---: |
                | inconclusive | error rate | Too few requests · requests: 7 | 0.12 s |
                | error | latency | No answer within PT30S: interrupted | 0.12 s |
                """);
    }

    /**
     * Cells are parted at pipes without a backslash, a backslash before punctuation goes (CommonMark 2.4), and code has
     * neither.
     */
    @Test
    void hostile_text_stays_in_its_cell_and_reads_as_it_is() {
        for (int seed = 0; seed < 500; seed++) {
            ChecklistReport report = Reports.hostile(new Random(seed));
            List<Row> rows = Sheet.of(report).rows().stream()
                    .sorted(Comparator.comparing(Row::phase))
                    .toList();
            List<List<String>> table = report.toMarkdown()
                    .lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| Result") && !line.startsWith("| -"))
                    .map(MarkdownFormTest::cells)
                    .toList();

            assertThat(table).as("seed " + seed).hasSameSizeAs(rows);
            for (int i = 0; i < table.size(); i++) {
                List<String> cells = table.get(i);
                assertThat(cells).as("seed %d: %s", seed, cells).hasSize(4);
                assertThat(cells.get(1)).isEqualTo(rows.get(i).label().strip());
                assertThat(cells.get(2)).startsWith(rows.get(i).sentence().strip());
                rows.get(i)
                        .figures()
                        .forEach((name, value) -> assertThat(cells.get(2)).contains((name + ": " + value).strip()));
            }
            assertThat(Reports.steering(report.toMarkdown())).isEmpty();
        }
    }

    @Test
    void no_markup_of_a_check_is_markup() {
        for (int seed = 0; seed < 500; seed++) {
            assertThat(Reports.hostile(new Random(seed))
                            .toMarkdown()
                            .replaceAll("\\\\\\p{Punct}", "")
                            .replaceAll("`[^`|\\s]+`", ""))
                    .as("seed " + seed)
                    .doesNotContain("<", "`", "[", "&", "~", "$", "*", "_", "@", "://", "www.", "#1");
        }
    }

    /** GitHub reads mentions, references and addresses in the page, where a backslash is gone: all but in code. */
    @Test
    void a_mention_an_address_and_a_reference_are_code() {
        assertThat(markdown("ask @octocat, see https://a.example/x_y or www.a.example, mail a@b.example of #12"))
                .contains(
                        "| ask `@octocat,` see `https://a.example/x_y` or `www.a.example,` mail `a@b.example` of `#12` |");
        assertThat(markdown("`@a|@b\\@c")).contains("| \\``@a`\\|`@b`\\\\`@c` |");
        assertThat(markdown("# a*b of contentmax.example")).contains("| \\# a\\*b of contentmax.example |");
    }

    private static String markdown(String sentence) {
        return new ChecklistReport(
                        "t",
                        List.of(Reports.result("item", Phase.DEPLOYMENT, Severity.BLOCKING, Verdict.passed(sentence))),
                        Reports.AT,
                        Duration.ZERO)
                .toMarkdown();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 2; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '\\') {
                i++;
                cell.append(line.charAt(i));
            } else if (character == '`') {
                int end = line.indexOf('`', i + 1);
                cell.append(line, i + 1, end);
                i = end;
            } else if (character == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        return cells;
    }
}
