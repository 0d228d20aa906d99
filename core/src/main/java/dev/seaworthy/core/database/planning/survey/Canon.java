package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How PostgreSQL writes a definition: it is given to an empty temporary table of the same name and columns, read back,
 * and rolled back. So two spellings of one meaning are one text. One thread at a time.
 */
public final class Canon {
    /** {@code read_only_sql_transaction}: a standby, or a session that may not write. */
    private static final String READ_ONLY = "25006";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String COPIES =
            "SELECT relname, oid FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relname = ANY (?)";

    private final Session session;
    private final Findings findings;
    private final Set<TableName> uncopied = new HashSet<>();

    Canon(Session session, Findings findings) {
        this.session = session;
        this.findings = findings;
    }

    /** Whether there was a copy of the table, each time that one was asked for. */
    public boolean canCopy(Table table) {
        return !uncopied.contains(table.name());
    }

    /**
     * What {@code reading} reads of the copies after they were given the drafts; without those that PostgreSQL refuses,
     * which is a problem of the declaration, and those of whose table there can be no copy, which is noted.
     */
    public <T> Map<Draft, T> of(List<Draft> drafts, Reading<T> reading) throws SQLException {
        Map<Draft, T> written = new HashMap<>();
        for (List<Draft> together : DraftGroups.of(drafts)) {
            written.putAll(written(together, reading));
        }
        return written;
    }

    /** Halves those that can't be had together, down to the one that can't be had at all. */
    private <T> Map<Draft, T> written(List<Draft> drafts, Reading<T> reading) throws SQLException {
        Outcome<T> outcome = session.rolledBack(() -> write(drafts, reading));
        if (outcome.isWhole()) {
            return outcome.written;
        }
        if (outcome.isFor(drafts)) {
            tell(outcome, drafts);
            return Map.of();
        }
        int middle = drafts.size() / 2;
        Map<Draft, T> halves = new HashMap<>(written(drafts.subList(0, middle), reading));
        halves.putAll(written(drafts.subList(middle, drafts.size()), reading));
        return halves;
    }

    /** A table that is partitioned refuses more than others do, so that none is when the last word is spoken. */
    private static String copying(List<Draft> drafts) {
        Map<Table, List<Draft>> byTable =
                drafts.stream().collect(Collectors.groupingBy(Draft::table, LinkedHashMap::new, Collectors.toList()));
        return byTable.entrySet().stream()
                .map(entry -> drafts.size() == 1
                                || entry.getValue().stream().anyMatch(draft -> draft.kind() == Draft.Kind.UNIQUE_INDEX)
                        ? TableCopy.create(entry.getKey())
                        : TableCopy.createWithoutFiles(entry.getKey()))
                .collect(Collectors.joining(";\n"));
    }

    private <T> Outcome<T> write(List<Draft> drafts, Reading<T> reading) throws SQLException {
        try {
            session.execute(copying(drafts));
        } catch (SQLException e) {
            return Outcome.uncopied(e);
        }
        Map<String, Long> copies = copies(drafts);
        try {
            session.asCaller(() -> {
                session.execute(drafts.stream().map(Draft::statement).collect(Collectors.joining(";\n")));
                return drafts;
            });
        } catch (SQLException e) {
            return Outcome.refused(e);
        }
        Map<Long, Map<String, T>> read = reading.read(copies.values());
        Map<Draft, T> written = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.kind() == Draft.Kind.NEW_NAME) {
                continue;
            }
            long copy = Objects.requireNonNull(copies.get(draft.table().name().name()));
            Optional.ofNullable(read.getOrDefault(copy, Map.of()).get(draft.name()))
                    .ifPresent(text -> written.put(draft, text));
        }
        return Outcome.whole(written);
    }

    private Map<String, Long> copies(List<Draft> drafts) throws SQLException {
        String[] names = drafts.stream()
                .map(draft -> draft.table().name().name())
                .distinct()
                .toArray(String[]::new);
        return session.query(row -> Map.entry(row.getString(1), row.getLong(2)), COPIES, (Object) names).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void tell(Outcome<?> outcome, List<Draft> drafts) {
        if (outcome.refused.isPresent()) {
            findings.problem(drafts.get(0).declaration() + ": PostgreSQL refuses it: "
                    + DatabaseException.firstLine(outcome.refused.get()));
            return;
        }
        String reason = DatabaseException.firstLine(outcome.uncopied.orElseThrow());
        for (Draft draft : drafts) {
            uncopied.add(draft.table().name());
            findings.note(draft.declaration() + " could not be compared: no copy of the table: " + reason);
        }
    }

    /** Reads what was made on copies of tables. */
    @FunctionalInterface
    public interface Reading<T> {
        /** By the copy's oid and the name of what was made. */
        Map<Long, Map<String, T>> read(Collection<Long> copies) throws SQLException;
    }

    private record Outcome<T>(Map<Draft, T> written, Optional<SQLException> uncopied, Optional<SQLException> refused) {
        static <T> Outcome<T> whole(Map<Draft, T> written) {
            return new Outcome<>(written, Optional.empty(), Optional.empty());
        }

        /** @throws SQLException if it is not for want of a right */
        static <T> Outcome<T> uncopied(SQLException e) throws SQLException {
            if (!READ_ONLY.equals(e.getSQLState()) && !INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            return new Outcome<>(Map.of(), Optional.of(e), Optional.empty());
        }

        static <T> Outcome<T> refused(SQLException e) {
            return new Outcome<>(Map.of(), Optional.empty(), Optional.of(e));
        }

        boolean isWhole() {
            return uncopied.isEmpty() && refused.isEmpty();
        }

        /** Whether what failed would fail for each of {@code drafts} alone. */
        boolean isFor(List<Draft> drafts) {
            boolean isOneTable = drafts.stream().map(Draft::table).distinct().count() == 1;
            return uncopied.map(e -> isOneTable || READ_ONLY.equals(e.getSQLState()))
                    .orElse(drafts.size() == 1);
        }
    }
}
