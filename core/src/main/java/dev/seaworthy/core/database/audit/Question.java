package dev.seaworthy.core.database.audit;

import dev.seaworthy.core.database.catalog.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** What a rule asks of a database. */
@FunctionalInterface
interface Question {
    List<Answer> ask(Session session, Scope scope) throws SQLException;

    /** Of the file that is named like the rule. */
    static Question of(Rule rule) {
        if (rule == Rule.POLICY_CALLS_FUNCTION_PER_ROW) {
            return new PolicyCalls();
        }
        return (session, scope) -> session.query(Answer::read, sql(rule), scope.parameters());
    }

    /** {@code asked.sql}, which names what all questions share, and the question of the rule. */
    static String sql(Rule rule) {
        return read("asked.sql") + read(rule.title() + ".sql");
    }

    private static String read(String file) {
        try (InputStream input = Question.class.getResourceAsStream(file)) {
            if (input == null) {
                throw new IllegalStateException("the jar has no " + file);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
