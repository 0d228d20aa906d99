package dev.seaworthy.core.database.audit;

import dev.seaworthy.core.database.audit.PolicyText.Call;
import dev.seaworthy.core.database.audit.PolicyText.Place;
import dev.seaworthy.core.database.catalog.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds policies that call a STABLE or VOLATILE function for each row. */
final class PolicyCalls implements Question {
    @Override
    public List<Answer> ask(Session session, Scope scope) throws SQLException {
        List<Policy> policies =
                session.query(Policy::read, Question.sql(Rule.POLICY_CALLS_FUNCTION_PER_ROW), scope.parameters());
        String[] called = policies.stream()
                .flatMap(Policy::calls)
                .map(Call::name)
                .distinct()
                .toArray(String[]::new);
        Map<String, PolicyFunction> functions = PolicyFunction.of(session, called);
        return policies.stream()
                .flatMap(policy -> policy.answer(functions).stream())
                .toList();
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

        Stream<Call> calls() {
            return Stream.of(using, check)
                    .flatMap(Stream::ofNullable)
                    .flatMap(text -> new PolicyText(text).calls().stream());
        }

        Optional<Answer> answer(Map<String, PolicyFunction> functions) {
            List<Call> slow = calls().filter(call -> isSlow(call, functions)).toList();
            if (slow.isEmpty()) {
                return Optional.empty();
            }
            String hindrances = calls().flatMap(
                            call -> Optional.ofNullable(functions.get(call.name()))
                                    .flatMap(function -> function.hindrance(call))
                                    .stream())
                    .distinct()
                    .collect(Collectors.joining("; "));
            boolean inFrom = slow.stream().allMatch(call -> call.place() == Place.ROWS && !call.ofTheRow());
            return Optional.of(new Answer(
                    object,
                    why(slow) + (hindrances.isEmpty() ? "" : " No fix: " + hindrances + "."),
                    hindrances.isEmpty() ? fix(functions) : null,
                    inFrom ? Severity.ADVICE.name() : null));
        }

        private static boolean isSlow(Call call, Map<String, PolicyFunction> functions) {
            PolicyFunction function = functions.get(call.name());
            return function != null && function.isSlow();
        }

        private static String why(List<Call> slow) {
            return slow.stream().map(call -> call.name() + "()").distinct().collect(Collectors.joining(", "))
                    + " runs for each row that is looked at; in a sub-select it runs once for each statement.";
        }

        private String fix(Map<String, PolicyFunction> functions) {
            return "ALTER POLICY " + name + " ON " + table
                    + clause(" USING (", using, functions)
                    + clause(" WITH CHECK (", check, functions);
        }

        private static String clause(String start, @Nullable String text, Map<String, PolicyFunction> functions) {
            if (text == null) {
                return "";
            }
            return start
                    + new PolicyText(text)
                            .wrapped(
                                    call -> isSlow(call, functions),
                                    name -> Objects.requireNonNull(Objects.requireNonNull(functions.get(name))
                                            .type()))
                    + ")";
        }
    }
}
