package dev.seaworthy.backup.database.postgres.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's client programs on this machine, and the rule that chooses one: never older than the server; of the
 * server's own major version if there is one, else the newest.
 */
public final class ClientPrograms {
    /** Chooses another version by rules of its own; the programs themselves are in the usual folders. */
    private static final String DEBIAN_WRAPPER = "pg_wrapper";

    private final List<Path> folders;

    public ClientPrograms(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    public static ClientPrograms ofThisMachine() {
        return new ClientPrograms(ProgramFolders.ofThisMachine());
    }

    /** The one for a server of this major version; empty if there is none. */
    public Optional<ClientProgram> find(String name, int serverMajor) {
        return all(name)
                .filter(program -> program.major() >= serverMajor)
                .max(Comparator.<ClientProgram>comparingInt(program -> program.major() == serverMajor ? 1 : 0)
                        .thenComparingInt(ClientProgram::major));
    }

    /** What to tell when there is none. */
    public String advice(String name, int serverMajor) {
        String found = String.join(", ", all(name).map(ClientProgram::toString).toList());
        return "There is no " + name + " of version " + serverMajor
                + " or newer on PATH or in PostgreSQL's usual folders"
                + (found.isEmpty() ? "" : ", only " + found) + ": install PostgreSQL's client programs "
                + serverMajor + " (on Debian: apt-get install postgresql-client-" + serverMajor + ")";
    }

    private Stream<ClientProgram> all(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .filter(ClientPrograms::isTheProgramItself)
                .distinct()
                .map(VersionQuestion::ask);
    }

    private static boolean isTheProgramItself(Path path) {
        try {
            return !path.toRealPath().endsWith(DEBIAN_WRAPPER);
        } catch (IOException e) {
            return false;
        }
    }
}
