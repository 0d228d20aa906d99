package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerboseLinesTest {
    private static final Login SERVER =
            new Login(Map.of("host", "127.0.0.1", "port", "5432", "dbname", "app", "user", "joe"), Secret.of("s3cr3t"));

    private final List<String> tables = new ArrayList<>();
    private final VerboseLines lines = new VerboseLines(tables::add);

    @Test
    void tell_each_table_and_what_is_none() {
        assertThat(lines.test("pg_dump: reading extensions")).isTrue();
        assertThat(lines.test("pg_dump: dumping contents of table \"public.Odd \"name\".x\""))
                .isTrue();
        assertThat(lines.test("pg_dump: saving large objects")).isTrue();

        assertThat(tables).containsExactly("", "public.Odd \"name\".x", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_dump: error: query failed: ERROR:  x",
                "pg_dump: warning: there are circular foreign-key constraints on this table:",
                "pg_dump: detail:   hen",
                "pg_dump: hint: You might not be able to restore the dump",
                "FATAL:  terminating connection",
                "",
                "a pg_dump: dumping contents of table \"x\""
            })
    void leave_complaints_alone(String complaint) {
        assertThat(lines.test(complaint)).isFalse();
        assertThat(tables).isEmpty();
    }

    @Test
    void leave_no_more_than_complaints_in_the_message(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("pg_dump"), """
                #!/bin/sh
                echo "$@" >&2
                echo 'pg_dump: reading schemas' >&2
                echo 'pg_dump: dumping contents of table "public.content"' >&2
                echo 'pg_dump: error: Dumping the contents of table "content" failed' >&2
                printf 'pg_dump: of more than 4 KiB%05000d, its tail\\n' 1 >&2
                printf 'the end, %08192d' 7 >&2
                exit 1
                """);
        script.toFile().setExecutable(true);
        ClientProgram program = new ClientProgram(script, "15.1", 15);

        assertThatThrownBy(() -> new PgDump(program, SERVER, List.of())
                        .tellingTables(tables::add)
                        .run("1-1", OutputStream.nullOutputStream(), new Children()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("--snapshot=1-1 --verbose")
                .hasMessageContaining("pg_dump: error: Dumping the contents")
                .hasMessageContaining("1, its tail")
                .hasMessageEndingWith("0007")
                .hasMessageNotContaining("reading schemas")
                .hasMessageNotContaining("dumping contents");
        assertThat(tables).containsExactly("", "public.content", "");
    }
}
