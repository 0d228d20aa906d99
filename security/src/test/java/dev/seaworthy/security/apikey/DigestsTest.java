package dev.seaworthy.security.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.secret.Pepper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {
    private static final String KEY = "cm_live_Zz0Yy1Xx2Ww3_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg_1Mv9EW";

    /** Python's hashlib.sha256 of it. */
    private static final String PLAIN = "sha256:fb21dcecae74a9de337235818eb8d376d63b9a78c4c05ed54433cc7bd761e10f";

    /** Python's hmac of it, by the bytes from 0 to 31. */
    private static final String PEPPERED =
            "hmac-sha256:2026:da708470b3c3727962b8559ea8f04787e55228274c786a5a28a58643f43a02dc";

    private final Pepper pepper = new Pepper("2026", key(0));
    private final Digests plain = new Digests(null, Map.of(), false);
    private final Digests peppered = new Digests(pepper, Map.of("2026", pepper), false);

    private static SecretBytes key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return SecretBytes.of(key);
    }

    @Test
    void are_those_of_another_implementation() {
        assertThat(plain.of(KEY)).isEqualTo(PLAIN);
        assertThat(peppered.of(KEY)).isEqualTo(PEPPERED);
    }

    @Test
    void match_the_text_that_they_were_made_of_and_no_other() {
        assertThat(plain.matches(KEY, PLAIN)).isTrue();
        assertThat(plain.matches(KEY + "x", PLAIN)).isFalse();
        assertThat(peppered.matches(KEY, PEPPERED)).isTrue();
        assertThat(peppered.matches("x", PEPPERED)).isFalse();
        assertThat(new Digests(null, Map.of("2026", new Pepper("2026", key(1))), false).matches(KEY, PEPPERED))
                .isFalse();
    }

    @Test
    void of_before_a_pepper_or_of_a_former_one_match_too() {
        Pepper next = new Pepper("2027", key(7));
        Digests digests = new Digests(next, Map.of("2026", pepper, "2027", next), true);

        assertThat(digests.matches(KEY, PLAIN)).isTrue();
        assertThat(digests.matches(KEY, PEPPERED)).isTrue();
        assertThat(digests.of(KEY)).startsWith("hmac-sha256:2027:");
    }

    @Test
    void without_a_pepper_match_nothing_beside_one_and_say_what_to_do() {
        assertThat(peppered.matches(KEY, PLAIN)).isFalse();
        assertThat(peppered.flaw(PLAIN))
                .contains("was made without a pepper; if keys are older than it, state formerlyWithoutPepper");
        assertThat(peppered.flaw(PEPPERED)).isEmpty();
        assertThat(plain.flaw(PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "md5:00", "sha512:00", "HMAC-SHA256:2026:00"})
    void that_cannot_be_read_match_nothing(String stored) {
        assertThat(plain.matches(KEY, stored)).isFalse();
        assertThat(plain.flaw(stored)).contains("can't be read: it is none of sha256 or hmac-sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {PEPPERED, "hmac-sha256:2026", "hmac-sha256:2026:00:00"})
    void of_a_pepper_that_is_not_stated_match_nothing_and_say_what_to_do(String stored) {
        assertThat(plain.matches(KEY, stored)).isFalse();
        assertThat(plain.flaw(stored)).contains("was made with a pepper that is not stated; state it by formerPepper");
    }

    @Test
    void of_an_algorithm_that_is_none_match_nothing_whatever_else_is_right() {
        String other = PEPPERED.replace("hmac-sha256", "hmac-md5");

        assertThat(peppered.matches(KEY, other)).isFalse();
        assertThat(peppered.flaw(other)).contains("can't be read: it is none of sha256 or hmac-sha256");
    }
}
