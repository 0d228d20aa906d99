package dev.seaworthy.core.database.planning.archive;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.partition.TimePartitionsPlanner;
import dev.seaworthy.core.database.planning.partition.TimeType;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Declared archive tables against those that are there. */
public final class ArchiveTablePlanner {
    private final Survey survey;
    private final Desired desired;

    public ArchiveTablePlanner(Survey survey, Desired desired) {
        this.survey = survey;
        this.desired = desired;
    }

    public void plan() throws SQLException {
        for (Archive archive : desired.archives()) {
            Optional<Table> source = survey.require(archive.source(), name(archive));
            if (source.isPresent() && hasTime(archive, source.get())) {
                plan(archive, source.get());
            }
        }
    }

    private void plan(Archive archive, Table source) throws SQLException {
        Optional<Table> target = survey.find(archive.target());
        ArchiveProtection protection = new ArchiveProtection(survey, desired, source, archive.target());
        if (target.isEmpty()) {
            new ArchiveCreation(survey, archive, source, protection).plan();
        } else if (fits(archive, target.get())) {
            new ArchiveDrift(survey, archive, source, target.get(), protection).plan();
        }
    }

    private boolean hasTime(Archive archive, Table source) {
        if (!survey.hasColumns(source, List.of(archive.timeColumn()), name(archive))) {
            return false;
        }
        String type = source.column(archive.timeColumn()).type();
        if (TimeType.of(type).isEmpty()) {
            survey.findings()
                    .problem(name(archive) + ": " + archive.timeColumn() + " is " + type
                            + "; it must be timestamptz, timestamp or date");
            return false;
        }
        return true;
    }

    private boolean fits(Archive archive, Table target) {
        if (!survey.hasColumns(target, List.of(archive.timeColumn()), name(archive))) {
            return false;
        }
        boolean fits = target.isPartitioned()
                ? TimePartitionsPlanner.isByTime(target, archive.timeColumn())
                : isToBePartitioned(target.name());
        if (!fits) {
            survey.findings()
                    .problem(name(archive) + ": " + target.name() + " is partitioned by "
                            + target.partitionKey().orElse("nothing") + ", not by RANGE (" + archive.timeColumn()
                            + ")");
        }
        return fits;
    }

    /** {@code archive public.content_archive of public.content}. */
    static String name(Archive archive) {
        return "archive " + archive.target() + " of " + archive.source();
    }

    private boolean isToBePartitioned(TableName table) {
        return desired.partitions().stream().anyMatch(each -> each.table().equals(table));
    }
}
