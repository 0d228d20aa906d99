/**
 * PostgreSQL's client programs as child processes: found by their version, told of the database by their environment
 * and of the password by a file, read to their end, and killed with what they are part of.
 *
 * <p>Start at {@link dev.seaworthy.backup.database.postgres.program.ClientPrograms}:
 *
 * <pre>{@code
 * ClientProgram program = ClientPrograms.ofThisMachine().find(PgDump.NAME, 15).orElseThrow();
 * new PgDump(program, login, List.of()).run(snapshot, out, new Children());
 * }</pre>
 *
 * <p>Not exported. It knows nothing of what a dump holds.
 */
package dev.seaworthy.backup.database.postgres.program;
