package dev.seaworthy.security.csp.report;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the two forms in which browsers report (CSP Level 3 §5.3, Reporting API §2). */
final class ReportReader {
    private static final String CSP_REPORT = "application/csp-report";
    private static final String REPORTS_JSON = "application/reports+json";

    private final int maxDepth;

    ReportReader(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    static boolean knows(@Nullable String contentType) {
        String type = mediaType(contentType);
        return type.equals(CSP_REPORT) || type.equals(REPORTS_JSON);
    }

    /** Empty if the body is malformed. */
    Optional<List<Violation>> read(@Nullable String contentType, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (isTooDeep(text)) {
            return Optional.empty();
        }
        try {
            Object tree = Json.read(text, Object.class);
            return mediaType(contentType).equals(CSP_REPORT) ? single(tree) : several(tree);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Violation>> single(Object tree) {
        if (!(tree instanceof Map<?, ?> outer) || !(outer.get("csp-report") instanceof Map<?, ?> report)) {
            return Optional.empty();
        }
        String directive = text(report, "effective-directive");
        return Optional.of(List.of(Violation.of(
                directive.isEmpty() ? text(report, "violated-directive") : directive,
                text(report, "blocked-uri"),
                text(report, "document-uri"),
                text(report, "disposition"))));
    }

    private static Optional<List<Violation>> several(Object tree) {
        if (!(tree instanceof List<?> reports)) {
            return Optional.empty();
        }
        List<Violation> violations = new ArrayList<>();
        for (Object element : reports) {
            if (element instanceof Map<?, ?> report
                    && text(report, "type").equals("csp-violation")
                    && report.get("body") instanceof Map<?, ?> body) {
                violations.add(Violation.of(
                        text(body, "effectiveDirective"),
                        text(body, "blockedURL"),
                        text(body, "documentURL"),
                        text(body, "disposition")));
            }
        }
        return Optional.of(violations);
    }

    private static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    /** Counted before anything is built of it; brackets in texts open nothing. */
    private boolean isTooDeep(String text) {
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < text.length() && depth <= maxDepth; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inText = !inText;
            } else if (inText && c == '\\') {
                i++;
            } else if (!inText && (c == '{' || c == '[')) {
                depth++;
            } else if (!inText && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return depth > maxDepth;
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
