package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Kind;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Problems as text for people and as JSON for programs. */
final class Report {
    private static final String LINE = System.lineSeparator();

    private Report() {}

    static String text(List<Problem> problems) {
        long count =
                problems.stream().filter(problem -> !problem.code().isWarning()).count();
        return "The environment has " + (count == 1 ? "1 problem" : count + " problems")
                + "; mend each and start again:" + groups(problems);
    }

    /** A heading for each group that has problems, and a line for each problem. */
    static String groups(List<Problem> problems) {
        Map<Kind, List<Problem>> groups = problems.stream()
                .sorted(Problem.ORDER)
                .collect(Collectors.groupingBy(problem -> problem.code().kind(), TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        groups.forEach((kind, group) -> {
            text.append(LINE).append("  ").append(name(kind));
            group.forEach(problem -> text.append(LINE)
                    .append(problem.code().isWarning() ? "    (warning) " : "    ")
                    .append(problem));
        });
        return text.toString();
    }

    static String json(List<Problem> problems) {
        return Json.write(Map.of("problems", problems.stream().map(Report::tree).toList()));
    }

    private static Map<String, Object> tree(Problem problem) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("code", problem.code().toString());
        tree.put("kind", name(problem.code().kind()));
        tree.put("warning", problem.code().isWarning());
        tree.put("subject", problem.subject());
        tree.put("source", problem.source());
        tree.put("rule", problem.rule());
        tree.put("hint", problem.hint());
        tree.put("example", problem.example());
        return tree;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
