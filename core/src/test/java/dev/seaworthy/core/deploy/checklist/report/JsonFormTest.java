package dev.seaworthy.core.deploy.checklist.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class JsonFormTest {
    /** Whoever reads reports leans on each name here: a change that takes one away is schema 2. */
    @Test
    void schema_one_looks_like_this() {
        ChecklistReport report = new ChecklistReport(
                "ContentMax 1.4.2",
                Reports.mixed().results().subList(1, 3),
                Reports.AT,
                Reports.mixed().took());

        assertThat(report.toJson()).isEqualTo("""
                {
                  "schema": 1,
                  "title": "ContentMax 1.4.2",
                  "outcome": "attention",
                  "at": "2026-11-27T09:00:00Z",
                  "seconds": 2.413,
                  "counts": {
                    "passed": 0,
                    "warned": 1,
                    "skipped": 0,
                    "inconclusive": 0,
                    "error": 0,
                    "failed": 1
                  },
                  "blockedBy": [ ],
                  "items": [
                    {
                      "name": "DNS 日本",
                      "phase": "pre_deployment",
                      "severity": "blocking",
                      "status": "warned",
                      "outcome": "attention",
                      "sentence": "One address is new",
                      "figures": {
                        "host": "contentmax.example",
                        "addresses": "2"
                      },
                      "at": "2026-11-27T09:00:00Z",
                      "seconds": 0.120
                    },
                    {
                      "name": "load test",
                      "phase": "pre_deployment",
                      "severity": "advisory",
                      "status": "failed",
                      "outcome": "attention",
                      "sentence": "p95 is over its budget",
                      "figures": {
                        "p95": "PT0.812S"
                      },
                      "at": "2026-11-27T09:00:00Z",
                      "seconds": 0.120
                    }
                  ]
                }
                """);
    }

    @Test
    void what_blocks_is_listed() {
        Map<String, Object> read = Json.read(Reports.mixed().toJson(), Map.class);

        assertThat(read)
                .extracting("items")
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(item -> item.get("severity"))
                .contains("blocking", "advisory", "dry_run");
        assertThat(read)
                .containsEntry("outcome", "blocked")
                .containsEntry("blockedBy", List.of("health", "error rate", "latency"));
    }

    @Test
    void hostile_text_is_read_back_as_it_is_shown() {
        for (int seed = 0; seed < 300; seed++) {
            ChecklistReport report = Reports.hostile(new Random(seed));
            String json = report.toJson();
            Map<String, Object> read = Json.read(json, Map.class);

            assertThat(read.get("items"))
                    .as("seed " + seed)
                    .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                    .extracting(item -> item.get("name"), item -> item.get("sentence"), item -> item.get("figures"))
                    .containsExactlyElementsOf(Sheet.of(report).rows().stream()
                            .map(row -> Tuple.tuple(row.name(), row.sentence(), row.figures()))
                            .toList());
            assertThat(Reports.steering(json)).isEmpty();
        }
    }
}
