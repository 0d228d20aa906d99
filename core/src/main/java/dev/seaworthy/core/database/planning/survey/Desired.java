package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.Extension;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.TimePartitions;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a database shall have. Immutable.
 *
 * @param clock what time it is for partitions; empty for the clock of the database
 */
public record Desired(
        List<Extension> extensions,
        List<Role> roles,
        List<Index> indexes,
        List<TableName> absentIndexes,
        List<RowLevelSecurity> rowLevelSecurity,
        List<Grant> grants,
        List<SessionDefaults> sessionDefaults,
        List<Autovacuum> autovacuum,
        List<Maintenance> maintenance,
        List<String> absentMaintenance,
        List<Archive> archives,
        List<TimePartitions> partitions,
        Optional<InstantSource> clock) {
    public Desired {
        extensions = List.copyOf(extensions);
        roles = List.copyOf(roles);
        indexes = List.copyOf(indexes);
        absentIndexes = List.copyOf(absentIndexes);
        rowLevelSecurity = List.copyOf(rowLevelSecurity);
        grants = List.copyOf(grants);
        sessionDefaults = List.copyOf(sessionDefaults);
        autovacuum = List.copyOf(autovacuum);
        maintenance = List.copyOf(maintenance);
        absentMaintenance = List.copyOf(absentMaintenance);
        archives = List.copyOf(archives);
        partitions = List.copyOf(partitions);
    }

    /** The partitions alone, with the parameters that a new one gets. */
    public Desired upkeep() {
        Set<TableName> kept = partitions.stream().map(TimePartitions::table).collect(Collectors.toSet());
        return new Desired(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                autovacuum.stream().filter(each -> kept.contains(each.table())).toList(),
                List.of(),
                List.of(),
                List.of(),
                partitions,
                clock);
    }

    /** The tables that the declarations speak of. */
    public Set<TableName> tables() {
        Set<TableName> tables = new LinkedHashSet<>();
        indexes.forEach(index -> tables.add(index.table()));
        rowLevelSecurity.forEach(each -> tables.add(each.table()));
        autovacuum.forEach(each -> tables.add(each.table()));
        maintenance.forEach(each -> tables.addAll(each.tables()));
        archives.forEach(each -> tables.addAll(List.of(each.source(), each.target())));
        partitions.forEach(each -> tables.add(each.table()));
        return tables;
    }

    /** The tables whose row-level security is declared. */
    public Set<TableName> securedTables() {
        return rowLevelSecurity.stream().map(RowLevelSecurity::table).collect(Collectors.toSet());
    }

    /** The names of the roles that will be there, whether they are there now or not. */
    public Set<String> roleNames() {
        return roles.stream().map(Role::name).collect(Collectors.toSet());
    }
}
