package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.testkit.Endurance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each encoding that a PostgreSQL server can have, but MULE_INTERNAL, which the driver cannot read. */
@Tag("needs-pg_dump")
@Tag("endurance")
class EncodingsTest {
    /** Bytes that mean something in each, from 0xA1A1 on; and in SQL_ASCII what is no text at all. */
    static Stream<String> encodings() {
        return Stream.of(
                        "UTF8",
                        "SQL_ASCII",
                        "LATIN1",
                        "EUC_JP",
                        "WIN1252",
                        "EUC_CN",
                        "EUC_JIS_2004",
                        "EUC_KR",
                        "EUC_TW",
                        "ISO_8859_5",
                        "ISO_8859_6",
                        "ISO_8859_7",
                        "ISO_8859_8",
                        "KOI8R",
                        "KOI8U",
                        "LATIN10",
                        "LATIN2",
                        "LATIN3",
                        "LATIN4",
                        "LATIN5",
                        "LATIN6",
                        "LATIN7",
                        "LATIN8",
                        "LATIN9",
                        "WIN1250",
                        "WIN1251",
                        "WIN1253",
                        "WIN1254",
                        "WIN1255",
                        "WIN1256",
                        "WIN1257",
                        "WIN1258",
                        "WIN866",
                        "WIN874")
                .limit(Endurance.size(5, 34));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void comes_back(String encoding) throws IOException {
        String bytes =
                encoding.equals("UTF8") ? "c3a4e282acf09f9880" : encoding.equals("SQL_ASCII") ? "ff80c3" : "b0e1";
        PostgresConnection source = TestPostgres.databaseOf(
                encoding,
                "CREATE TABLE texts (t text)",
                "INSERT INTO texts VALUES ('plain'), (convert_from('\\x" + bytes + "', getdatabaseencoding()))");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fingerprint dumped = PostgresSource.of(source).dumpTo(out).fingerprint();

        assertThat(dumped.locale().encoding()).isEqualTo(encoding);
        try (ScratchDatabase scratch =
                PostgresScratchServer.of(TestPostgres.maintenance()).create(dumped.locale())) {
            scratch.restore(new ByteArrayInputStream(out.toByteArray()));
            assertThat(dumped.differences(scratch.fingerprint(dumped))).isEmpty();
            assertThat(scratch.ask("SELECT encode(convert_to(max(t), getdatabaseencoding()), 'hex') FROM texts"))
                    .isIn(bytes, "706c61696e");
            assertThat(scratch.ask("SELECT pg_encoding_to_char(encoding) FROM pg_database"
                            + " WHERE datname = current_database()"))
                    .isEqualTo(encoding);
        }
    }
}
