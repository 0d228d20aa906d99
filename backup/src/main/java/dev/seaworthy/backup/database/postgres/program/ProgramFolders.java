package dev.seaworthy.backup.database.postgres.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where PostgreSQL's programs may be: the folders of PATH, and those where packages put each version. */
final class ProgramFolders {
    private static final List<Path> USUAL =
            List.of(Path.of("/opt/homebrew/bin"), Path.of("/usr/local/bin"), Path.of("/usr/bin"));

    private ProgramFolders() {}

    static List<Path> ofThisMachine() {
        List<Path> folders = new ArrayList<>(path(Objects.requireNonNullElse(System.getenv("PATH"), "")));
        folders.addAll(versions("/usr/lib/postgresql", "*", "bin"));
        folders.addAll(versions("/usr", "pgsql-*", "bin"));
        folders.addAll(versions("/opt/homebrew/opt", "{postgresql*,libpq*}", "bin"));
        folders.addAll(USUAL);
        return folders;
    }

    private static List<Path> path(String value) {
        return Stream.of(value.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }

    private static List<Path> versions(String parent, String glob, String child) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(parent), glob)) {
            found.forEach(folder -> folders.add(folder.resolve(child)));
        } catch (IOException e) {
            return List.of(); // no such package manager here
        }
        return folders;
    }
}
