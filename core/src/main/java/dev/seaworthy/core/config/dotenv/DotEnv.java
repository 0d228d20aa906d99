package dev.seaworthy.core.config.dotenv;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The variables of one {@code .env} file, and what in it was refused. Immutable.
 *
 * <p>Reading never throws for what the file holds: each thing that is wrong is a {@link Refusal}, and reading goes on
 * with the next line. A refused line gives no entry.
 */
public final class DotEnv {
    /** The largest file that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = 1_048_576;

    private final String name;
    private final List<Entry> entries;
    private final List<Refusal> refusals;

    DotEnv(String name, Collection<Entry> entries, List<Refusal> refusals) {
        this.name = name;
        this.entries = List.copyOf(entries);
        this.refusals = List.copyOf(refusals);
    }

    /**
     * Reads a regular file of UTF-8, at most {@link #MAX_BYTES} long. A file that is none is one {@link Refusal} of
     * line 0; a pipe or a device is not opened.
     */
    public static DotEnv read(Path file, Dialect dialect) {
        String name = file.toString();
        try {
            return parse(name, EnvFile.text(file), dialect);
        } catch (RefusedException e) {
            return new DotEnv(name, List.of(), List.of(new Refusal(0, e.rule())));
        }
    }

    /**
     * Reads a text of any length. A byte order mark is dropped; a line ends in LF, CRLF or CR, and the last one needs
     * no end; a newline inside a value is LF. A text with a NUL in it is refused as a whole.
     *
     * @param name what {@link #toString()} calls it
     */
    public static DotEnv parse(String name, String text, Dialect dialect) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dialect, "dialect");
        Cursor in = Cursor.over(text);
        Reading out = new Reading();
        if (in.find(Cursor.END)) {
            out.refuse(in.line(), "must be text, without NUL; save the file as UTF-8");
        } else {
            Grammar.of(dialect, in, out).read();
        }
        return out.named(name);
    }

    /** One per name, in the order of their lines. */
    public List<Entry> entries() {
        return entries;
    }

    /** In the order of their lines; empty when all was read. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** Its name and counts, never a value. */
    @Override
    public String toString() {
        return "%s (%d entries, %d refusals)".formatted(name, entries.size(), refusals.size());
    }

    /**
     * One variable. Its value may be a secret, so {@link #toString()} leaves it out. Immutable.
     *
     * @param line of the start of its assignment, from 1
     * @param literal whether it was in single quotes, so that nothing in it is ever to be expanded
     */
    public record Entry(String name, String value, int line, boolean literal) {
        public Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "Entry[name=%s, line=%d, literal=%s]".formatted(name, line, literal);
        }
    }

    /**
     * One thing that was not read. Immutable.
     *
     * @param line from 1, or 0 for the file as a whole; for a quote without its end, where it opens
     * @param rule what is asked for. Of the content of the file it holds at most the name of a variable
     */
    public record Refusal(int line, String rule) {
        public Refusal {
            Objects.requireNonNull(rule, "rule");
        }
    }
}
