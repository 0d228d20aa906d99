package dev.seaworthy.core.schedule.cron;

import java.util.List;
import java.util.Locale;

/** One field of a cron expression: the numbers that it names, as bits. */
record Field(long bits, boolean restricted) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /** What a field may hold. */
    enum Kind {
        SECOND("second", 0, 59, List.of()),
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY_OF_MONTH("day of month", 1, 31, List.of()),
        MONTH("month", 1, 12, MONTHS),
        /** 0 and 7 are both Sunday. */
        DAY_OF_WEEK("day of week", 0, 7, DAYS);

        private final String title;
        private final int least;
        private final int most;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> names;

        Kind(String title, int least, int most, List<String> names) {
            this.title = title;
            this.least = least;
            this.most = most;
            this.names = names;
        }

        int number(String text) {
            int name = names.indexOf(text.toUpperCase(Locale.ROOT));
            if (name >= 0) {
                return name + least;
            }
            int number = text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw refusal(text);
            }
            return number;
        }

        IllegalArgumentException refusal(String text) {
            return new IllegalArgumentException(
                    "cron has \"%s\" for the %s, which is a number from %d to %d%s, *, a range a-b, a step */n or a-b/n, or a list of these"
                            .formatted(
                                    text,
                                    title,
                                    least,
                                    most,
                                    names.isEmpty()
                                            ? ""
                                            : ", a name " + names.get(0) + " to " + names.get(names.size() - 1)));
        }
    }

    static Field of(Kind kind, String text) {
        long bits = 0;
        for (String part : text.split(",", -1)) {
            bits |= part(kind, part);
        }
        if (kind == Kind.DAY_OF_WEEK && (bits & (1L << 7)) != 0) {
            bits = (bits & ~(1L << 7)) | 1;
        }
        return new Field(bits, !text.startsWith("*"));
    }

    boolean has(int number) {
        return (bits & (1L << number)) != 0;
    }

    /** The least number from {@code start} on, or -1. */
    int from(int start) {
        long rest = start > 63 ? 0 : (bits >>> start) << start;
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }

    private static long part(Kind kind, String part) {
        String[] stepped = part.split("/", -1);
        boolean range = stepped[0].equals("*") || stepped[0].contains("-");
        if (stepped.length > 2 || (stepped.length == 2 && !range)) {
            throw kind.refusal(part);
        }
        int step = stepped.length == 2 ? step(kind, stepped[1], part) : 1;
        if (stepped[0].equals("*")) {
            return bits(kind.least, kind == Kind.DAY_OF_WEEK ? 6 : kind.most, step);
        }
        String[] ends = stepped[0].split("-", -1);
        if (ends.length > 2) {
            throw kind.refusal(part);
        }
        int first = kind.number(ends[0]);
        int last = kind.number(ends[ends.length - 1]);
        if (first > last) {
            throw kind.refusal(part);
        }
        return bits(first, last, step);
    }

    private static int step(Kind kind, String text, String part) {
        int step = text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
        if (step < 1 || step > kind.most) {
            throw kind.refusal(part);
        }
        return step;
    }

    private static long bits(int first, int last, int step) {
        long bits = 0;
        for (int number = first; number <= last; number += step) {
            bits |= 1L << number;
        }
        return bits;
    }
}
