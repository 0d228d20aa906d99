package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.TableName;

/**
 * A move that the server itself can run: {@code CALL seaworthy.archive_<source>_<hash>()}, outside a transaction.
 *
 * @param name another one as soon as the archive is declared otherwise, so that none is taken for one that does the
 *     same
 * @param body as {@code pg_proc.prosrc} has it
 * @param create {@code CREATE OR REPLACE PROCEDURE}, into a schema that must be there
 */
public record MoveProcedure(TableName name, String body, String create) {
    /** With its schema, which is made if it is not there: a script for {@code psql} or a migration. */
    public String sql() {
        return "CREATE SCHEMA IF NOT EXISTS " + name.schema() + ";\n\n" + create + ";\n";
    }
}
