package dev.seaworthy.core.database.audit;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds policies that call a STABLE or VOLATILE function for each row. */
final class PolicyCalls implements Question {
    /** The names, as expressions are printed, whose functions are all STABLE or VOLATILE, whatever they take. */
    private static final String NOT_IMMUTABLE = """
            SELECT name FROM (
                SELECT CASE n.nspname WHEN 'pg_catalog' THEN quote_ident(p.proname)
                       ELSE format('%I.%I', n.nspname, p.proname) END AS name, p.provolatile
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace) named
            WHERE name = ANY (?) GROUP BY name HAVING bool_and(provolatile <> 'i')
            """;

    @Override
    public List<Answer> ask(Session session, Scope scope) throws SQLException {
        List<Policy> policies =
                session.query(Policy::read, Question.sql(Rule.POLICY_CALLS_FUNCTION_PER_ROW), scope.parameters());
        String[] called = policies.stream()
                .flatMap(Policy::calls)
                .map(PolicyText.Call::name)
                .distinct()
                .toArray(String[]::new);
        Set<String> slow = new HashSet<>(session.query(row -> row.getString(1), NOT_IMMUTABLE, (Object) called));
        return policies.stream().flatMap(policy -> policy.answer(slow).stream()).toList();
    }

    private record Policy(
            String object,
            String table,
            String name,
            @Nullable String using,
            @Nullable String check) {
        static Policy read(ResultSet row) throws SQLException {
            return new Policy(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
        }

        Stream<PolicyText.Call> calls() {
            return Stream.of(using, check)
                    .flatMap(Stream::ofNullable)
                    .flatMap(text -> new PolicyText(text).calls().stream());
        }

        Optional<Answer> answer(Set<String> slowNames) {
            Predicate<PolicyText.Call> slow = call -> slowNames.contains(call.name());
            List<PolicyText.Call> found = calls().filter(slow).toList();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            boolean ofTheRow = found.stream().anyMatch(PolicyText.Call::ofTheRow);
            return Optional.of(new Answer(object, why(found, ofTheRow), ofTheRow ? null : fix(slow), null));
        }

        private static String why(List<PolicyText.Call> found, boolean ofTheRow) {
            String names =
                    found.stream().map(call -> call.name() + "()").distinct().collect(Collectors.joining(", "));
            return names + " runs for each row that is looked at; in a sub-select it runs once for each statement."
                    + (ofTheRow
                            ? " It takes a column of the row: ask the other way round, column IN (SELECT ...)."
                            : "");
        }

        private String fix(Predicate<PolicyText.Call> slow) {
            return "ALTER POLICY " + name + " ON " + table
                    + clause(" USING (", using, slow)
                    + clause(" WITH CHECK (", check, slow);
        }

        private static String clause(String start, @Nullable String text, Predicate<PolicyText.Call> slow) {
            return text == null ? "" : start + new PolicyText(text).wrapped(slow) + ")";
        }
    }
}
