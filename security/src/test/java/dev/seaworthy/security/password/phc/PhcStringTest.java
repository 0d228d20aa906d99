package dev.seaworthy.security.password.phc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhcStringTest {
    @Test
    void says_again_what_it_read() {
        String text = "$argon2id$v=19$m=64,t=1,p=1,keyid=MjAyNg$c29tZXNhbHQ$c29tZWhhc2g";

        assertThat(PhcString.parse(text)).get().hasToString(text);
    }

    @Test
    void is_512_characters_at_most() {
        String head = "$pbkdf2-sha512$i=1$c29tZXNhbA$";
        String longest = head + "A".repeat(512 - head.length() - 1);

        assertThat(PhcString.parse(longest + "A")).isPresent();
        assertThat(PhcString.parse(longest + "AA")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$x$i=1$A$c29tZWhhc2g", "$x$i=1$c29tZXNhbHQ$A"})
    void salt_and_hash_are_base64(String text) {
        assertThat(PhcString.parse(text)).isEmpty();
    }
}
