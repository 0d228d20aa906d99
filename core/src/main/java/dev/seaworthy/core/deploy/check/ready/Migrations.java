package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Whether the migrations of a release have been applied, as the history of Flyway has it, in PostgreSQL. Flyway itself
 * is not needed, and nothing is written. Immutable.
 *
 * <p>It fails if there is no history, if a version is pending, or if one failed. It warns of versions that this release
 * does not know, which a newer one has applied, and of such as were applied out of order.
 *
 * <p>Versions are compared, and for a folder the names of their files. Not compared are the contents and checksums of
 * migrations, which {@code flyway validate} does, repeatable ones, and such as are no file of SQL: of those, name the
 * versions.
 */
public final class Migrations implements Check {
    /** The table by default: {@value}, in the schema {@code public}. */
    public static final String DEFAULT_TABLE = "flyway_schema_history";

    private static final int MOST_ROWS = 100_000;
    private static final int DEEPEST = 10;
    private static final String STATEMENT_TIMEOUT = "10s";

    /** Of a versioned migration, as Flyway names it by default. */
    private static final Pattern FILE = Pattern.compile("V(\\d+(?:[._]\\d+)*)__.*\\.(?:sql|SQL)");

    private final DataSource dataSource;
    private final TableName table;
    private final Set<Version> expected;
    private final Map<Version, String> files;

    private Migrations(
            DataSource dataSource, TableName table, Collection<Version> expected, Map<Version, String> files) {
        this.dataSource = dataSource;
        this.table = table;
        this.expected = new TreeSet<>(expected);
        this.files = files;
    }

    /**
     * These versions have been applied.
     *
     * @throws IllegalArgumentException if there is none, or one is no version: {@code 1}, {@code 2.1}, {@code 3_2}
     */
    public static Migrations of(DataSource dataSource, String... versions) {
        return of(dataSource, Arrays.stream(versions).map(Version::of).toList(), Map.of());
    }

    /**
     * The versions of the files {@code V<version>__<description>.sql} in this folder, and in those within, have been
     * applied, and from a file of that name: it fails if another one was, as when two branches took the same number.
     * Who has renamed a file since names the versions instead. The folder is read now.
     *
     * @throws IllegalArgumentException if there is no such file, or two are of one version
     * @throws IOException if the folder can't be read
     */
    public static Migrations of(DataSource dataSource, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder, DEEPEST)) {
            Map<Version, String> files = found.map(file -> FILE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(
                            name -> Version.of(name.group(1)), Matcher::group, Migrations::refuse, TreeMap::new));
            return of(dataSource, files.keySet(), files);
        }
    }

    private static String refuse(String one, String other) {
        Matcher name = FILE.matcher(one);
        String version = name.matches() ? name.group(1) : one;
        throw new IllegalArgumentException("Migrations: two files of version " + version + ": " + one + " and " + other
                + ": give one another version");
    }

    private static Migrations of(DataSource dataSource, Collection<Version> expected, Map<Version, String> files) {
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("Migrations: no version is expected, and any history would pass");
        }
        return new Migrations(dataSource, TableName.of(DEFAULT_TABLE), expected, files);
    }

    /** {@link #DEFAULT_TABLE} if not said. */
    public Migrations table(TableName history) {
        return new Migrations(dataSource, history, expected, files);
    }

    @Override
    public Verdict run() throws SQLException {
        try (Session session = Session.lookInto(dataSource)) {
            session.set("transaction_read_only", "on");
            session.set("statement_timeout", STATEMENT_TIMEOUT);
            if (session.first("SELECT to_regclass(?)::text", table.sql()).isEmpty()) {
                return Verdict.failed("There is no " + table + ": nothing has been migrated");
            }
            return judge(history(session));
        }
    }

    private History history(Session session) throws SQLException {
        History history = new History();
        session.query(
                row -> {
                    history.add(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4));
                    return row;
                },
                "SELECT version, type, script, success FROM " + table.sql() + " ORDER BY installed_rank LIMIT "
                        + MOST_ROWS);
        return history;
    }

    private Verdict judge(History history) {
        Set<Version> pending = history.pending(expected);
        Set<Version> unknown = history.unknown(expected);
        List<String> others = history.others(files);
        Verdict verdict;
        if (!history.failed().isEmpty()) {
            verdict = Verdict.failed(
                    "A migration failed: " + list(history.failed()) + ". Mend it, and repair the history");
        } else if (!pending.isEmpty()) {
            verdict = Verdict.failed("Not applied yet: " + list(pending));
        } else if (!others.isEmpty()) {
            verdict = Verdict.failed("Another file was applied: " + list(others) + ". Give one of them a new version");
        } else if (!unknown.isEmpty()) {
            verdict = Verdict.warned("Applied, and not known to this release: " + list(unknown));
        } else if (!history.outOfOrder().isEmpty()) {
            verdict = Verdict.warned("Applied out of order: " + list(history.outOfOrder()));
        } else {
            verdict = Verdict.passed("All " + expected.size() + " versions have been applied");
        }
        return verdict.with("expected", expected.size())
                .with("pending", pending.size())
                .with("failed", history.failed().size())
                .with("other file", others.size())
                .with("unknown", unknown.size())
                .with("out of order", history.outOfOrder().size())
                .with("newest", history.newest());
    }

    /** The first of them. */
    private static String list(Collection<?> things) {
        int shown = 10;
        String text = String.join(
                ", ", things.stream().limit(shown).map(String::valueOf).toList());
        return (things.size() <= shown ? text : text + " and " + (things.size() - shown) + " more")
                .replaceAll("\\R", " ");
    }
}
