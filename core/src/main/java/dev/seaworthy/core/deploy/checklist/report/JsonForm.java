package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A report as JSON, for programs. What is there keeps its name and meaning as long as the number of the schema. */
final class JsonForm {
    private static final int SCHEMA = 1;

    private JsonForm() {}

    static String of(Sheet sheet) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", SCHEMA);
        tree.put("title", sheet.title());
        tree.put("outcome", constant(sheet.outcome()));
        tree.put("at", sheet.at().toString());
        tree.put("seconds", seconds(sheet.took()));
        tree.put("counts", counts(sheet));
        tree.put(
                "blockedBy",
                sheet.rows().stream()
                        .filter(row -> row.outcome() == Outcome.BLOCKED)
                        .map(Row::name)
                        .toList());
        tree.put("items", sheet.rows().stream().map(JsonForm::item).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> counts(Sheet sheet) {
        Map<String, Object> counts = new LinkedHashMap<>();
        sheet.counts().forEach((status, count) -> counts.put(constant(status), count));
        return counts;
    }

    private static Map<String, Object> item(Row row) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", row.name());
        item.put("phase", constant(row.phase()));
        item.put("severity", constant(row.severity()));
        item.put("status", constant(row.status()));
        item.put("outcome", constant(row.outcome()));
        item.put("sentence", row.sentence());
        item.put("figures", row.figures());
        item.put("at", row.at().toString());
        item.put("seconds", seconds(row.took()));
        return item;
    }

    /** {@code pre_deployment} */
    private static String constant(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static BigDecimal seconds(Duration time) {
        return new BigDecimal(Word.decimal(time, 3));
    }
}
