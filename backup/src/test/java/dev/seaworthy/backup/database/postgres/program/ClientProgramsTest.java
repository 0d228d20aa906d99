package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClientProgramsTest {
    @TempDir
    Path folder;

    @Test
    void prefers_the_servers_own_version() throws IOException {
        assertThat(programs("14.1", "15.18", "17.2").find("pg_dump", 15))
                .map(ClientProgram::toString)
                .contains("pg_dump 15.18");
    }

    @Test
    void takes_the_newest_when_the_servers_own_is_absent() throws IOException {
        assertThat(programs("14.1", "16.0", "18beta1").find("pg_dump", 15))
                .map(ClientProgram::toString)
                .contains("pg_dump 18beta1");
    }

    @Test
    void never_takes_an_older_one() throws IOException {
        ClientPrograms programs = programs("13.9", "14.1");

        assertThat(programs.find("pg_dump", 15)).isEmpty();
        assertThat(programs.advice("pg_dump", 15))
                .contains("no pg_dump of version 15 or newer", "only pg_dump 13.9, pg_dump 14.1");
    }

    @Test
    void passes_by_debians_wrapper_and_what_is_no_program() throws IOException {
        Path real = script(folder.resolve("share/pg_wrapper"), "16.0");
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/pg_dump"), real);
        Files.createDirectories(folder.resolve("other/pg_dump"));

        assertThat(new ClientPrograms(List.of(folder.resolve("bin"), folder.resolve("other"), folder))
                        .find("pg_dump", 15))
                .isEmpty();
    }

    @Tag("endurance")
    @Test
    @Timeout(30)
    void passes_by_a_program_that_hangs() throws IOException {
        ClientPrograms programs = programs("14.1", "15.18", "16.0");
        Path pid = folder.resolve("pid");
        Files.writeString(
                folder.resolve("16.0/pg_dump"),
                "#!/bin/sh\necho $$ >'" + pid + "'\necho '(PostgreSQL) 16.0'\nexec sleep 60\n");

        assertThat(programs.find("pg_dump", 15)).map(ClientProgram::toString).contains("pg_dump 15.18");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(hung -> hung.onExit().join());
    }

    @Test
    void finds_a_program_for_an_interrupted_thread() throws IOException {
        ClientPrograms programs = programs("15.18");
        Thread.currentThread().interrupt();

        assertThat(programs.find("pg_dump", 15)).isPresent();
        assertThat(Thread.interrupted()).isTrue();
    }

    private ClientPrograms programs(String... versions) throws IOException {
        for (String version : versions) {
            script(folder.resolve(version).resolve("pg_dump"), version);
        }
        return new ClientPrograms(Stream.of(versions).map(folder::resolve).toList());
    }

    private static Path script(Path path, String version) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\necho 'pg_dump (PostgreSQL) " + version + " (Debian x)'\n");
        path.toFile().setExecutable(true);
        return path;
    }
}
