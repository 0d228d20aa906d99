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
        return Reason.cut(QUOTED_VALUE.matcher(masked).replaceAll("$1\"***\""));
    }
}
