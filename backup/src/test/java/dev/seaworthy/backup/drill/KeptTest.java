package dev.seaworthy.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final int FEW = 64 * 1024;

    @Test
    void keeps_the_rows_of_no_message() {
        String kept = Kept.message("pg_restore 15.18 failed with exit status 1: pg_restore: while PROCESSING TOC:\n"
                + "pg_restore: from TOC entry 3305; 0 16385 TABLE DATA content postgres\n"
                + "pg_restore: error: COPY failed for table \"content\": ERROR:  duplicate key value violates unique"
                + " constraint \"content_pkey\"\n"
                + "DETAIL:  Key (email)=(joe@example.org) already exists.\n"
                + "CONTEXT:  COPY content, line 3: \"17\tjoe@example.org\"\n"
                + "DÉTAIL : joe@example.org\n");

        assertThat(kept)
                .isEqualTo("pg_restore 15.18 failed with exit status 1: pg_restore: while PROCESSING TOC:\n"
                        + "pg_restore: from TOC entry 3305; 0 16385 TABLE DATA content postgres\n"
                        + "pg_restore: error: COPY failed for table \"content\": ERROR:  duplicate key value violates"
                        + " unique constraint \"content_pkey\"");
    }

    @Test
    void keeps_no_value_that_an_error_quotes() {
        assertThat(Kept.message("The query failed: ERROR: invalid input syntax for type integer: \"joe \"x\" doe\""))
                .isEqualTo("The query failed: ERROR: invalid input syntax for type integer ***");
        assertThat(Kept.message("ERROR: value \"99999999999\" is out of range for type integer"))
                .isEqualTo("ERROR: ***");
        assertThat(Kept.message("ERROR: relation \"orders\" does not exist"))
                .isEqualTo("ERROR: relation \"orders\" does not exist");
    }

    @Test
    void keeps_of_a_server_of_another_language_only_that_it_failed() {
        assertThat(Kept.message("pg_restore: error: COPY failed for table \"content\": FEHLER:  ungültige Eingabesyntax"
                        + " für Typ integer: »joe«"))
                .isEqualTo("pg_restore: error: COPY failed for table \"content\": FEHLER:  ***");
        assertThat(Kept.message(
                        "pg_restore: error: could not execute query: ERREUR:  la valeur « joe » est hors limites"))
                .endsWith("ERREUR:  ***");
        assertThat(Kept.message("pg_restore: error: could not execute query: ОШИБКА:  неверное значение \"joe\""))
                .endsWith("ОШИБКА:  ***");
        assertThat(Kept.message("pg_restore: error: could not execute query: 错误:  无效的值 joe"))
                .endsWith("错误:  ***");
    }

    @Test
    void keeps_no_text_that_a_function_raises() {
        assertThat(Kept.message("pg_restore: error: could not execute query: ERROR:  customer joe@example.org is gone"))
                .endsWith("ERROR:  ***");
        assertThat(Kept.message("ERROR:  relation \"orders\" does not exist for joe@example.org"))
                .isEqualTo("ERROR:  relation \"orders\" does not exist ***");
    }

    @Test
    void keeps_no_credential() {
        assertThat(Kept.of(new Failed(Step.RESTORE, "postgres://joe:hunter2@db/x password=hunter2")))
                .isEqualTo(new Failed(Step.RESTORE, "postgres://***@db/x password=***"));
    }

    @Test
    void keeps_a_few_lines_of_many() {
        List<String> lines = IntStream.range(0, 10_000)
                .mapToObj(n -> "public." + "t".repeat(5000) + n + ": dumped with 3 rows, came back with 2")
                .toList();

        Differs kept = (Differs) Kept.of(new Differs(lines));

        assertThat(kept.differences()).hasSize(101).endsWith("and 9900 more");
        assertThat(kept.differences()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(300));
        assertThat(bytes(kept)).isLessThan(FEW);
        assertThat(((Differs) Kept.of(new Differs(lines.subList(0, 100)))).differences())
                .hasSize(100);
        assertThat(Kept.of(new Proven(1, 1, 1, Duration.ZERO, Duration.ZERO, lines))
                        .remarks())
                .hasSize(101);
    }

    @Test
    void keeps_a_few_characters_of_a_long_message() {
        String line = "pg_restore: " + "ä".repeat(100_000) + "\n";

        assertThat(bytes(Kept.of(new Failed(Step.RESTORE, line.repeat(1_000))))).isLessThan(FEW);
    }

    private static int bytes(RestoreVerdict verdict) {
        Refuted refuted = new Refuted(new DrilledBackup("a", Instant.EPOCH), verdict);
        return DrillFormat.write(new DrillRecord("a", Instant.EPOCH, Duration.ZERO, refuted))
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }
}
