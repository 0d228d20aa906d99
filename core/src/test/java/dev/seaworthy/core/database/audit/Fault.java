package dev.seaworthy.core.database.audit;

import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How a database gets a fault, and a twin without it, in the schemas {@code "My App"} and {@code public}. A fix is
 * tried after {@code beforeFix}.
 */
record Fault(Rule rule, String object, boolean hasFix, List<String> statements, List<String> beforeFix, int number) {
    /** Stands in front of a statement that is to fail. */
    static final String FAILS = "/* fails */";

    static Fault mended(Rule rule, String object, String... statements) {
        return new Fault(rule, object, true, List.of(statements), List.of(), 0);
    }

    static Fault reported(Rule rule, String object, String... statements) {
        return new Fault(rule, object, false, List.of(statements), List.of(), 0);
    }

    Fault before(String... statementsBeforeFix) {
        return new Fault(rule, object, hasFix, statements, List.of(statementsBeforeFix), number);
    }

    /** The same in schemas that no other number has. */
    Fault inSchemas(int schemas) {
        return new Fault(
                rule, moved(object, schemas), hasFix, moved(statements, schemas), moved(beforeFix, schemas), schemas);
    }

    private static List<String> moved(List<String> statements, int schemas) {
        return statements.stream().map(sql -> moved(sql, schemas)).toList();
    }

    private static String moved(String sql, int schemas) {
        return sql.replace("\"My App\"", app(schemas)).replace("public.", plain(schemas) + ".");
    }

    private static String app(int schemas) {
        return "\"My App " + schemas + "\"";
    }

    private static String plain(int schemas) {
        return "public_" + schemas;
    }

    void build(TestDatabase database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + app(number));
            statement.execute("CREATE SCHEMA " + plain(number));
            statement.execute("GRANT USAGE ON SCHEMA " + app(number) + " TO audit_anon");
            statement.execute("SET search_path = " + plain(number));
            for (String sql : statements) {
                run(statement, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(toString(), e);
        }
    }

    private static void run(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!sql.startsWith(FAILS)) {
                throw e;
            }
        }
    }

    boolean isIn(AuditReport report) {
        return !findings(report).isEmpty();
    }

    /** Of its rule, and in its schemas. */
    List<Finding> findings(AuditReport report) {
        return report.findings(rule).stream()
                .filter(finding -> finding.object().equals(object)
                        || finding.object().contains(app(number))
                        || finding.object().contains(plain(number) + "."))
                .toList();
    }

    @Override
    public String toString() {
        return rule.title() + " " + object;
    }
}
