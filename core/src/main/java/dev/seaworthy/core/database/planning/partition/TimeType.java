package dev.seaworthy.core.database.planning.partition;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A type of times that partitions can go by, and how PostgreSQL writes it for a session in UTC. */
public enum TimeType {
    TIMESTAMPTZ("timestamp with time zone"),
    TIMESTAMP("timestamp without time zone"),
    DATE("date");

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4,9})-(\\d\\d)-(\\d\\d)(?: (\\d\\d):(\\d\\d):(\\d\\d)(\\.\\d+)?)?(?:\\+00)?");

    private final String sql;

    TimeType(String sql) {
        this.sql = sql;
    }

    /** As SQL has it: {@code timestamp with time zone}. */
    String sql() {
        return sql;
    }

    /**
     * The type of that name.
     *
     * @param type as {@code format_type} writes it, with a precision or without
     */
    public static Optional<TimeType> of(String type) {
        String bare = type.replaceFirst("\\(\\d\\)", "");
        for (TimeType each : values()) {
            if (each.sql.equals(bare)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** {@code '2024-01-01 00:00:00+00'}, or {@code MINVALUE}, or {@code MAXVALUE}. */
    String literal(LocalDateTime time) {
        if (time.equals(LocalDateTime.MIN) || time.equals(LocalDateTime.MAX)) {
            return time.equals(LocalDateTime.MIN) ? "MINVALUE" : "MAXVALUE";
        }
        String day = time.toLocalDate().toString();
        String clock = " " + time.toLocalTime().format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
        return "'" + day + (this == DATE ? "" : clock) + (this == TIMESTAMPTZ ? "+00" : "") + "'";
    }

    /** The time of a bound; empty for one that nobody can read. A time before our era counts as no beginning. */
    static Optional<LocalDateTime> read(String bound) {
        String text = bound.replace("'", "");
        if (text.equals("MINVALUE") || text.equals("-infinity") || text.endsWith(" BC")) {
            return Optional.of(LocalDateTime.MIN);
        }
        if (text.equals("MAXVALUE") || text.equals("infinity")) {
            return Optional.of(LocalDateTime.MAX);
        }
        Matcher written = WRITTEN.matcher(text);
        return written.matches() ? Optional.of(time(written)) : Optional.empty();
    }

    private static LocalDateTime time(Matcher written) {
        LocalDateTime day = LocalDateTime.of(number(written, 1), number(written, 2), number(written, 3), 0, 0);
        if (written.group(4) == null) {
            return day;
        }
        String fraction = written.group(7) == null ? "" : written.group(7).substring(1);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        return day.withHour(number(written, 4))
                .withMinute(number(written, 5))
                .withSecond(number(written, 6))
                .withNano(nanos);
    }

    private static int number(Matcher written, int group) {
        return Integer.parseInt(written.group(group));
    }
}
