package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.postgres.TableName;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves rows into their archive. */
record Move(ArchiveMover mover) implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(Move.class);

    @Override
    public Optional<String> command() {
        return Optional.of("CALL " + mover.procedureName().sql() + "()");
    }

    @Override
    public List<TableName> tables() {
        return List.of();
    }

    @Override
    public void run(DataSource dataSource) {
        LOG.info("Maintenance: {}", mover.run(dataSource));
    }
}
