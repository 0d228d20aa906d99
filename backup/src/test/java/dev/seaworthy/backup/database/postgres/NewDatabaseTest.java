package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import org.junit.jupiter.api.Test;

class NewDatabaseTest {
    @Test
    void is_of_the_encoding_and_the_locale_of_the_dump() {
        assertThat(new NewDatabase("x", 14).sql(new DatabaseLocale("LATIN1", "de_DE", "C", "libc", "")))
                .isEqualTo("CREATE DATABASE x TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'de_DE' LC_CTYPE 'C'");
        assertThat(new NewDatabase("x", 15).sql(new DatabaseLocale("UTF8", "C", "C", "libc", "")))
                .endsWith(" LOCALE_PROVIDER libc");
        assertThat(new NewDatabase("x", 15).sql(new DatabaseLocale("UTF8", "C", "C", "icu", "de-DE")))
                .endsWith(" LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'");
        assertThat(new NewDatabase("x", 17).sql(new DatabaseLocale("UTF8", "C", "C", "builtin", "C.UTF-8")))
                .endsWith(" LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'");
    }

    @Test
    void is_of_the_encoding_alone_where_the_locale_is_missing() {
        assertThat(new NewDatabase("x", 18).sqlWithoutLocale(new DatabaseLocale("LATIN1", "o'a", "C", "icu", "de")))
                .isEqualTo("CREATE DATABASE x TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
                        + " LOCALE_PROVIDER libc");
        assertThat(new NewDatabase("x", 14).sql(new DatabaseLocale("UTF8", "o'a", "C", "icu", "de")))
                .endsWith("LC_COLLATE 'o''a' LC_CTYPE 'C'");
    }
}
