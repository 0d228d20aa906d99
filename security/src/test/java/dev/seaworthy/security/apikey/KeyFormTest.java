package dev.seaworthy.security.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormTest {
    /** Its checksum is Python's. */
    private static final String KEY = "cm_live_Zz0Yy1Xx2Ww3_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg_1Mv9EW";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

    private final KeyForm form = new KeyForm("cm", "live");

    @Test
    void reads_a_key_and_its_id() {
        KeyForm.Reading reading = form.read(KEY);

        assertThat(reading.flaw()).isEmpty();
        assertThat(reading.id()).isEqualTo("Zz0Yy1Xx2Ww3");
    }

    @Test
    void makes_keys_that_it_reads() {
        SecureRandom random = new SecureRandom();
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            String text = form.next(random);
            assertThat(text).matches("cm_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}");
            assertThat(form.read(text).flaw()).isEmpty();
            ids.add(form.read(text).id());
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void finds_each_typo_of_one_character() {
        for (int i = 0; i < KEY.length(); i++) {
            for (char c : ALPHABET.toCharArray()) {
                if (KEY.charAt(i) != c) {
                    assertFlawed(KEY.substring(0, i) + c + KEY.substring(i + 1));
                }
            }
        }
    }

    @Test
    void finds_each_pair_that_changed_places_and_each_character_that_is_lost_or_twice_there() {
        for (int i = 0; i + 1 < KEY.length(); i++) {
            String start = KEY.substring(0, i);
            if (KEY.charAt(i) != KEY.charAt(i + 1)) {
                assertFlawed(start + KEY.charAt(i + 1) + KEY.charAt(i) + KEY.substring(i + 2));
            }
            assertFlawed(start + KEY.substring(i + 1));
            assertFlawed(start + KEY.charAt(i) + KEY.substring(i));
        }
    }

    private void assertFlawed(String text) {
        assertThat(form.read(text).flaw()).as(text).isPresent();
        assertThat(form.read(text).id()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "xy_live_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_42l9MR, OTHER_PREFIX",
        "cm_test_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_2SStNE, OTHER_ENVIRONMENT",
        "cm_live_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_12TVuT, TYPO",
        "CM_live_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_12TVuS, NO_KEY",
        "cm_live_0123456789A_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_12TVuS, NO_KEY",
        "cm_live_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaä_12TVuS, NO_KEY",
        "c_live_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_12TVuS, NO_KEY",
        "'', NO_KEY",
        "Bearer, NO_KEY"
    })
    void says_why_a_text_is_no_key_of_this_service(String text, KeyFlaw flaw) {
        assertThat(form.read(text).flaw()).contains(flaw);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\0", "\u0660", "_", "x"})
    void nothing_may_stand_around_a_key(String more) {
        assertThat(form.read(KEY + more).flaw()).contains(KeyFlaw.NO_KEY);
        assertThat(form.read(more + KEY).flaw()).isPresent();
    }

    @Test
    void the_longest_key_is_read() {
        KeyForm longest = new KeyForm("a".repeat(16), "b".repeat(16));

        assertThat(longest.read(longest.next(new SecureRandom())).flaw()).isEmpty();
    }

    @Test
    void hostile_text_is_no_key_and_costs_nothing() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(KEY);
            for (int change = random.nextInt(4); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x10000));
            }
            if (!text.toString().equals(KEY)) {
                assertFlawed(text.toString());
            }
        }
        assertThat(form.read("cm_".repeat(10_000_000)).flaw()).contains(KeyFlaw.NO_KEY);
    }

    @Test
    void a_scanner_finds_keys_of_every_environment_in_text() {
        Pattern scanner = Pattern.compile(form.scannerPattern());

        assertThat(scanner.matcher("API_KEY=" + KEY + "\n").find()).isTrue();
        assertThat(scanner.matcher("\"" + KEY.replace("live", "staging2") + "\"")
                        .find())
                .isTrue();
        for (String before : new String[] {"\\n", "%22", "api_key_", "x"}) {
            assertThat(scanner.matcher(before + KEY + "_x").find()).isTrue();
        }
        assertThat(scanner.matcher(KEY.replace("cm_", "xy_")).find()).isFalse();
    }

    @Test
    void a_flaw_is_told_in_words() {
        assertThat(KeyFlaw.values())
                .extracting(KeyFlaw::message)
                .doesNotHaveDuplicates()
                .allSatisfy(message -> assertThat(message).matches("it[A-Za-z ,]+"));
    }
}
