package dev.seaworthy.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of this machine that tests may need. */
final class Programs {
    /** The oldest pg_dump that reads the embedded server of the tests. */
    private static final int PG_DUMP_MAJOR = 15;

    private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private Programs() {}

    static boolean has(String program) {
        if (program.equals("pg_cron")) {
            return CronServer.binaries().isPresent();
        }
        return program.equals("pg_dump")
                ? all(program).anyMatch(path -> major(path) >= PG_DUMP_MAJOR)
                : find(program).isPresent();
    }

    /** The first of this name. */
    static Optional<Path> find(String program) {
        return all(program).findFirst();
    }

    private static Stream<Path> all(String program) {
        return folders().stream().map(folder -> folder.resolve(program)).filter(Files::isExecutable);
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        folders.add(Path.of("/usr/sbin"));
        folders.add(Path.of("/usr/local/bin"));
        for (int major = 13; major <= 18; major++) {
            folders.add(Path.of("/usr/lib/postgresql/" + major + "/bin"));
        }
        return folders;
    }

    private static int major(Path pgDump) {
        try {
            Process process = new ProcessBuilder(pgDump.toString(), "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = MAJOR.matcher(version);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
