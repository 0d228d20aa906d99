package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.core.failure.Credentials;
import dev.seaworthy.core.failure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is kept of a verdict: bounded, without credentials, and without the rows that PostgreSQL quotes. */
final class Kept {
    private static final int MOST_LINES = 100;
    private static final int MOST_LINES_OF_A_MESSAGE = 10;
    private static final String PROGRAM = "pg_restore: ";

    /** As in {@code invalid input syntax for type integer: "seven"}, where a name stands after its kind. */
    private static final Pattern QUOTED_VALUE = Pattern.compile("(:\\s+|\\bvalue )\".*$");

    private static final String NAME = "\"[^\"]*\"";

    /** What a server says, after its word for an error in its own language. */
    private static final Pattern OF_THE_SERVER = Pattern.compile("([\\p{Lu}\\p{Lo}]{2,}\\s?[:\uFF1A]\\s+)(.*)$");

    /** What of that holds names and no rows; functions may raise any other text. */
    private static final Pattern WITHOUT_ROWS = Pattern.compile(("duplicate key value violates unique constraint NAME"
                    + "|could not create unique index NAME"
                    + "|null value in column NAME of relation NAME violates not-null constraint"
                    + "|new row for relation NAME violates check constraint NAME"
                    + "|insert or update on table NAME violates foreign key constraint NAME"
                    + "|(?:relation|schema|type|role|extension|table|column|database|index|tablespace|language|collation"
                    + "|sequence|view|trigger|constraint|server|access method|operator class) NAME(?: of relation NAME)?"
                    + " (?:does not exist|already exists|is not available)"
                    + "|function [\\w.]+\\([\\w., ]*\\) (?:does not exist|already exists)"
                    + "|unrecognized configuration parameter NAME|invalid input syntax for type [\\w ]+"
                    + "|permission denied (?:for|to) \\w+(?: \\w+)?|must be (?:owner|superuser|member)\\b[\\w ]*"
                    + "|could not extend file NAME: No space left on device|canceling statement due to [\\w ]+"
                    + "|deadlock detected|out of (?:shared )?memory|terminating connection due to [\\w ]+"
                    + "|the database system is [\\w ]+|sorry, too many clients already")
            .replace("NAME", NAME));

    private Kept() {}

    static RestoreVerdict of(RestoreVerdict verdict) {
        if (verdict instanceof Proven proven) {
            return of(proven);
        }
        return verdict instanceof Differs differs ? new Differs(lines(differs.differences())) : of((Failed) verdict);
    }

    static Proven of(Proven proven) {
        return new Proven(
                proven.tables(),
                proven.rows(),
                proven.bytes(),
                proven.restoring(),
                proven.comparing(),
                lines(proven.remarks()));
    }

    private static Failed of(Failed failed) {
        return new Failed(failed.where(), message(failed.message()));
    }

    private static List<String> lines(List<String> all) {
        List<String> kept =
                new ArrayList<>(all.stream().limit(MOST_LINES).map(Reason::cut).toList());
        if (all.size() > MOST_LINES) {
            kept.add("and " + (all.size() - MOST_LINES) + " more");
        }
        return kept;
    }

    /**
     * After the first line stand details, contexts and statements, in any language, and what the program itself says.
     */
    static String message(String text) {
        Stream<String> first = text.lines().limit(1);
        Stream<String> more = text.lines().skip(1).filter(line -> line.startsWith(PROGRAM));
        return Stream.concat(first, more)
                .filter(Predicate.not(String::isBlank))
                .limit(MOST_LINES_OF_A_MESSAGE)
                .map(Kept::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        String masked = Credentials.mask(line);
        String withoutRows = OF_THE_SERVER
                .matcher(masked)
                .replaceFirst(said -> Matcher.quoteReplacement(said.group(1) + withoutRows(said.group(2))));
        return Reason.cut(QUOTED_VALUE.matcher(withoutRows).replaceAll("$1\"***\""));
    }

    private static String withoutRows(String message) {
        Matcher known = WITHOUT_ROWS.matcher(message);
        if (!known.lookingAt()) {
            return "***";
        }
        return known.end() == message.length() ? message : known.group() + " ***";
    }
}
