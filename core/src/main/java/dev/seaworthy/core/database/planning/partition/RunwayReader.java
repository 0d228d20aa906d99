package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.Runway;
import dev.seaworthy.core.database.planning.survey.DatabaseTime;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.TimePartitions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far the partitions of tables reach. */
public final class RunwayReader {
    private final List<TimePartitions> declared;
    private final Optional<InstantSource> clock;

    public RunwayReader(Desired desired) {
        this.declared = desired.partitions();
        this.clock = desired.clock();
    }

    /** Of each table that is partitioned, in the order of the declarations. */
    public List<Runway> read(Session session) throws SQLException {
        Map<TableName, Table> tables = Tables.read(
                session, declared.stream().map(TimePartitions::table).collect(Collectors.toSet()));
        LocalDateTime now = DatabaseTime.now(session, clock);
        List<Runway> runways = new ArrayList<>();
        for (TimePartitions each : declared) {
            Table table = tables.get(each.table());
            if (table != null && table.isPartitioned()) {
                runways.add(of(each, LivePartition.read(session, table.oid()), now));
            }
        }
        return runways;
    }

    static Runway of(TimePartitions declared, List<LivePartition> live, LocalDateTime now) {
        LocalDateTime end = now;
        List<TimeRange> ranges = live.stream()
                .filter(partition -> !partition.isPending())
                .flatMap(partition -> partition.range().stream())
                .toList();
        for (TimeRange range : TimeRange.sorted(ranges)) {
            end = range.contains(end) ? range.to() : end;
        }
        return new Runway(declared.table(), instant(end), end.equals(now) ? -1 : ahead(declared.interval(), now, end));
    }

    private static int ahead(CalendarInterval interval, LocalDateTime now, LocalDateTime end) {
        int ahead = 0;
        LocalDate start = interval.end(interval.start(now.toLocalDate()));
        while (ahead < Horizon.MOST && !interval.end(start).atStartOfDay().isAfter(end)) {
            start = interval.end(start);
            ahead++;
        }
        return ahead;
    }

    private static Instant instant(LocalDateTime time) {
        return time.equals(LocalDateTime.MAX) ? Instant.MAX : time.toInstant(ZoneOffset.UTC);
    }
}
