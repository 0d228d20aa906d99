package dev.seaworthy.backup.database.postgres.snapshot;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The schemas that a dump leaves out: names in which {@code *} stands for any characters. Immutable. */
public final class SchemaFilter {
    /** Leaves none out. */
    public static final SchemaFilter NONE = new SchemaFilter(List.of());

    /** Of ASCII, since what an argument's other bytes mean depends on the locale of this JVM. */
    private static final Pattern NAME = Pattern.compile("[ -~&&[^\"'\\\\]]{1,63}");

    private final List<String> leftOut;

    public SchemaFilter(Collection<String> leftOut) {
        this.leftOut = List.copyOf(new TreeSet<>(leftOut));
        for (String name : this.leftOut) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a schema to leave out must be named in ASCII without quotes, with * for any other character: "
                                + name);
            }
        }
    }

    public List<String> leftOut() {
        return leftOut;
    }

    /**
     * For {@code pg_dump}, whose patterns fold what is not quoted, and leave a star outside of the quotes to be one.
     */
    public List<String> arguments() {
        return leftOut.stream()
                .map(name -> "--exclude-schema=\"" + name.replace("*", "\"*\"") + "\"")
                .map(argument -> argument.replace("\"\"", ""))
                .toList();
    }

    /** A condition in SQL: the schema is PostgreSQL's own in no way, and none of these. */
    String accepts(String column) {
        StringBuilder condition = new StringBuilder(column + " <> 'information_schema' AND " + column + " !~ '^pg_'");
        for (String name : leftOut) {
            condition
                    .append(" AND ")
                    .append(column)
                    .append(" NOT LIKE '")
                    .append(like(name))
                    .append('\'');
        }
        return condition.toString();
    }

    private static String like(String name) {
        return name.replace("%", "\\%").replace("_", "\\_").replace('*', '%');
    }
}
