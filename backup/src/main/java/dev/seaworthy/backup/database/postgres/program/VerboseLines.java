package dev.seaworthy.backup.database.postgres.program;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code pg_dump --verbose} says of its progress, told from what it complains of, with {@code LC_ALL=C}. */
final class VerboseLines implements Predicate<String> {
    private static final String OWN = "pg_dump: ";
    private static final Pattern COMPLAINT = Pattern.compile("pg_dump: (?:error|warning|detail|hint|fatal): .*");
    private static final Pattern TABLE = Pattern.compile("pg_dump: dumping contents of table \"(.*)\"");

    private final Consumer<String> tables;

    /**
     * Of each table it is told when its rows come next, by its schema, a dot and its name; and of an empty one, when
     * what comes is no table's.
     */
    VerboseLines(Consumer<String> tables) {
        this.tables = tables;
    }

    /** Whether a line is of progress, and no more is to be kept of it. */
    @Override
    public boolean test(String line) {
        if (!line.startsWith(OWN) || COMPLAINT.matcher(line).matches()) {
            return false;
        }
        Matcher table = TABLE.matcher(line);
        tables.accept(table.matches() ? table.group(1) : "");
        return true;
    }
}
