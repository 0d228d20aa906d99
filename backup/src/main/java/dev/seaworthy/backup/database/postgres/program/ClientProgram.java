package dev.seaworthy.backup.database.postgres.program;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of PostgreSQL's client programs on this machine. */
public record ClientProgram(Path path, String version, int major) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)\\S*)");

    /** Reads what {@code --version} prints: {@code pg_dump (PostgreSQL) 15.18 (Debian …)}. */
    static ClientProgram parse(Path path, String printed) {
        Matcher matcher = VERSION.matcher(printed);
        return matcher.find()
                ? new ClientProgram(path, matcher.group(1), Integer.parseInt(matcher.group(2)))
                : new ClientProgram(path, "unknown", 0);
    }

    String name() {
        return path.getFileName().toString();
    }

    @Override
    public String toString() {
        return name() + " " + version;
    }
}
