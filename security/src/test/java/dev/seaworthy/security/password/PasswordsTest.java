package dev.seaworthy.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.password.PasswordException.Reason;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At a cost that tests can bear, unless the cost is what is asked. */
class PasswordsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Argon2 CHEAP = Argon2.id(64, 1, 1);
    private static final SecretBytes KEY = key(1);

    private final Passwords passwords = cheap().scheme(CHEAP).build();

    private static Passwords.Builder cheap() {
        return Passwords.builder().dangerouslyAllowWeakScheme();
    }

    @Test
    void a_hash_says_how_it_was_made_and_is_of_todays_cost() {
        Passwords today = Passwords.argon2id();
        String stored = today.hash(PASSWORD);

        assertThat(stored).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(today.verify(PASSWORD, stored)).isEqualTo(new PasswordCheck(true, false));
        assertThat(today.verify("Correct horse battery staple", stored)).isEqualTo(new PasswordCheck(false, false));
    }

    @Test
    void pbkdf2_is_by_the_jdk_alone() {
        Passwords fips = Passwords.builder().scheme(Pbkdf2.sha512()).build();
        String stored = fips.hash(PASSWORD);

        assertThat(stored).startsWith("$pbkdf2-sha512$i=220000$");
        assertThat(fips.verify(PASSWORD, stored)).isEqualTo(new PasswordCheck(true, false));
        assertThat(fips.verify("another", stored).matches()).isFalse();
        assertThat(Pbkdf2.sha256()).hasToString("pbkdf2-sha256 i=600000");
    }

    @Test
    void each_hash_has_a_salt_of_its_own() {
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            hashes.add(passwords.hash(PASSWORD));
        }

        assertThat(hashes).hasSize(50);
    }

    static Stream<String> ofAnotherCost() {
        return Stream.of(Argon2.id(64, 1, 1), Argon2.id(128, 2, 1), Argon2.id(127, 3, 1), Argon2.id(128, 3, 1))
                .map(scheme -> cheap().scheme(scheme).build().hash(PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("ofAnotherCost")
    void a_weaker_hash_wants_to_be_made_anew(String stored) {
        Passwords dearer = cheap().scheme(Argon2.id(128, 3, 1)).build();

        assertThat(dearer.verify(PASSWORD, stored))
                .isEqualTo(new PasswordCheck(true, !stored.contains("m=128,t=3,p=1")));
        assertThat(dearer.verify("another", stored)).isEqualTo(new PasswordCheck(false, false));
    }

    @Test
    void a_dearer_hash_stays() {
        String dearer = cheap().scheme(Argon2.id(128, 3, 2)).build().hash(PASSWORD);

        assertThat(passwords.verify(PASSWORD, dearer)).isEqualTo(new PasswordCheck(true, false));
    }

    @Test
    void a_hash_of_another_algorithm_or_shorter_wants_to_be_made_anew() {
        String pbkdf2 = cheap().scheme(Pbkdf2.sha512(10)).build().hash(PASSWORD);
        Passwords sha256 = cheap().scheme(Pbkdf2.sha256(10)).build();
        String shortHash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(passwords.verify(PASSWORD, pbkdf2)).isEqualTo(new PasswordCheck(true, true));
        assertThat(sha256.verify(PASSWORD, pbkdf2)).isEqualTo(new PasswordCheck(true, true));
        assertThat(passwords.verify("password", shortHash)).isEqualTo(new PasswordCheck(true, true));
    }

    @Test
    void a_hash_of_half_the_length_wants_to_be_made_anew() {
        byte[] salt = new byte[16];
        byte[] half = CHEAP.derive(PASSWORD.getBytes(StandardCharsets.UTF_8), salt, null, 16);
        String stored = new StoredHash(CHEAP, Optional.empty(), salt, half).text();

        assertThat(passwords.verify(PASSWORD, stored)).isEqualTo(new PasswordCheck(true, true));
    }

    @Test
    void a_user_who_is_not_there_never_matches() {
        assertThat(passwords.verify(PASSWORD, null)).isEqualTo(new PasswordCheck(false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pässwörd 密码 🔑", "\0nul\0inside", " blanks at both ends ", "\t\n"})
    void every_character_counts(String password) {
        for (Scheme scheme : List.of(CHEAP, Pbkdf2.sha256(10), Pbkdf2.sha512(10))) {
            Passwords each = scheme instanceof Argon2 argon2
                    ? cheap().scheme(argon2).build()
                    : cheap().scheme((Pbkdf2) scheme).build();
            String stored = each.hash(password);

            assertThat(each.verify(password, stored).matches()).isTrue();
            assertThat(each.verify(password + " ", stored).matches()).isFalse();
            assertThat(each.verify(password.substring(1), stored).matches()).isFalse();
        }
    }

    @Test
    void characters_need_no_string() {
        char[] characters = PASSWORD.toCharArray();
        String stored = passwords.hash(CharBuffer.wrap(characters));

        assertThat(passwords.verify(PASSWORD, stored).matches()).isTrue();
        assertThat(characters).isEqualTo(PASSWORD.toCharArray());
    }

    @ParameterizedTest
    @CsvSource({
        "1024, a, true",
        "1025, a, false",
        "512, ä, true",
        "513, ä, false",
    })
    void more_than_1024_bytes_are_no_password(int count, String character, boolean taken) {
        String password = character.repeat(count);
        String stored = passwords.hash("another");

        assertThat(passwords.verify(password, stored).matches()).isFalse();
        if (taken) {
            assertThat(passwords.verify(password, passwords.hash(password)).matches())
                    .isTrue();
        } else {
            assertUnusable(password, "1024");
        }
    }

    @Test
    void empty_and_broken_texts_are_no_password() {
        assertUnusable("", "The password is empty");
        assertUnusable("half \ud83d of a pair", "The password is not valid Unicode: half of a pair is missing");
        assertThat(passwords.verify("", passwords.hash(PASSWORD)).matches()).isFalse();
        assertThat(passwords.verify("half \ud83d", passwords.hash("half ?")).matches())
                .isFalse();
    }

    private void assertUnusable(String password, String message) {
        assertThatExceptionOfType(PasswordException.class)
                .isThrownBy(() -> passwords.hash(password))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE_PASSWORD));
    }

    @Test
    void one_form_of_unicode_if_stated() {
        String composed = "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        Passwords nfc = cheap().scheme(CHEAP).normalize(Normalizer.Form.NFC).build();

        assertThat(nfc.verify(decomposed, nfc.hash(composed)).matches()).isTrue();
        assertThat(passwords.verify(decomposed, passwords.hash(composed)).matches())
                .isFalse();
    }

    @Test
    void a_pepper_is_named_in_the_hash_and_needed_to_match() {
        for (Passwords peppered : List.of(
                cheap().scheme(CHEAP).pepper("2026", KEY).build(),
                cheap().scheme(Pbkdf2.sha512(10)).pepper("2026", KEY).build())) {
            String stored = peppered.hash(PASSWORD);

            assertThat(stored).contains(",keyid=MjAyNg$".substring(1));
            assertThat(peppered.verify(PASSWORD, stored)).isEqualTo(new PasswordCheck(true, false));
            assertThat(peppered.verify("another", stored).matches()).isFalse();
            assertUnreadable(
                    passwords, stored, "it was made with a pepper that is not stated; state it by formerPepper");
            assertThat(cheap().scheme(CHEAP)
                            .pepper("2026", key(2))
                            .build()
                            .verify(PASSWORD, stored)
                            .matches())
                    .isFalse();
        }
    }

    @Test
    void a_pepper_is_replaced_as_users_sign_in() {
        String before = passwords.hash(PASSWORD);
        String old = cheap().scheme(CHEAP).pepper("2025", KEY).build().hash(PASSWORD);
        Passwords now = cheap().scheme(CHEAP)
                .pepper("2026", key(2))
                .formerPepper("2025", KEY)
                .build();

        assertThat(now.verify(PASSWORD, before)).isEqualTo(new PasswordCheck(true, true));
        assertThat(now.verify(PASSWORD, old)).isEqualTo(new PasswordCheck(true, true));
        assertThat(now.verify(PASSWORD, now.hash(PASSWORD))).isEqualTo(new PasswordCheck(true, false));
    }

    @Test
    void old_fast_hashes_are_wrapped_at_once_and_replaced_at_login() {
        LegacyHash story = LegacyHash.sha256(Secret.of("session-secret"));
        Passwords importing = cheap().scheme(CHEAP).legacy("sha256", story).build();
        String old = "5BB4B65A0D1D6B2C32FBFF5DA5D2ED3CAB94C4FBEE4E6A07E3B1BCDB3C5B1F0A";
        String real = story.hash(PASSWORD);
        String stored = importing.wrap("sha256", real.toUpperCase(Locale.ROOT));

        assertThat(stored)
                .startsWith("$wrapped$sha256$argon2id$v=19$m=64,t=1,p=1$")
                .doesNotContain(real);
        assertThat(importing.verify(PASSWORD, stored)).isEqualTo(new PasswordCheck(true, true));
        assertThat(importing.verify("another", stored)).isEqualTo(new PasswordCheck(false, false));
        assertThat(importing.verify(PASSWORD, importing.wrap("sha256", old)).matches())
                .isFalse();
        assertThat(importing.verify(real, stored).matches()).isFalse();
        assertUnreadable(
                passwords,
                stored,
                "it wraps a legacy hash of a way that is not stated; state it by legacy(\"sha256\", ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importing.wrap("sha256", "hunter2"))
                .withMessage("Passwords: the old hash is not 64 hexadecimal digits, as SHA-256 gives");
    }

    /** echo -n 'correct horse battery staplesession-secret' | sha256sum. */
    @Test
    void the_legacy_hash_is_that_of_the_password_and_one_salt_after_it() {
        assertThat(LegacyHash.sha256(Secret.of("session-secret")).hash(PASSWORD))
                .isEqualTo("7756e9ec6d3a2d498e60b0518d40a5ae43ac1698a0b7ac2e352420a364fea9aa");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2 | neither a PHC string nor bcrypt's form",
                "'' | neither a PHC string nor bcrypt's form",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ | neither a PHC string nor bcrypt's form",
                "$argon2id$v=19$m=64,t=1,t=1$c29tZXNhbHQ$c29tZXNhbHQ | neither a PHC string nor bcrypt's form",
                "$argon2id$v=19$m=64,t=1,p=1$A$c29tZXNhbHQ | neither a PHC string nor bcrypt's form",
                "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | Argon2: only version 19 (1.3) is read",
                "$argon2id$m=64,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | Argon2: only version 19 (1.3) is read",
                "$argon2id$v=19$m=2147483,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | Argon2: memory in KiB is 2147483; give 8 to 262144",
                "$argon2id$v=19$m=64,t=101,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | Argon2: passes is 101; give 1 to 100",
                "$argon2id$v=19$m=64,t=1,p=17$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | Argon2: parallelism is 17; give 1 to 16",
                "$argon2id$v=19$m=15,t=1,p=2$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | Argon2: memory in KiB is 15; give 16 to 262144",
                "$argon2id$v=19$m=-1,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | parameter m is no number",
                "$argon2id$v=19$m=9999999999,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | parameter m is no number",
                "$argon2id$v=19$t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | parameter m is no number",
                "$argon2id$v=19$m=64,t=1,p=1,data=eA$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | it has a parameter that is none of m, t, p, keyid",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZQ$c29tZXNhbHRzb21lc2FsdA | salt in bytes is 4; give 8 to 64",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHQ | hash in bytes is 8; give 16 to 64",
                "$pbkdf2-sha256$i=10000001$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | PBKDF2: iterations is 10000001; give 1 to 10000000",
                "$scrypt$ln=24,r=8,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | scrypt: memory is 17179869184; at most 268435456",
                "$scrypt$ln=25,r=8,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | scrypt: ln is 25; give 1 to 24",
                "$scrypt$ln=16,r=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | scrypt ln=16,r=1,p=1 is no cost that its algorithm takes",
                "$scrypt$ln=10,r=65,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | scrypt: r is 65; give 1 to 64",
                "$2a$17$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW | bcrypt: cost is 17; give 4 to 16",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW | neither a PHC string nor bcrypt's form",
                "$md5$i=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA | its algorithm is none of argon2id, argon2i, argon2d, pbkdf2-sha256, pbkdf2-sha512, scrypt and bcrypt",
                "$wrapped$sha256$argon2id | it wraps a legacy hash of a way that is not stated; state it by legacy(\"sha256\", ...)",
            })
    void a_stored_text_that_is_no_hash_or_too_dear_is_told(String stored, String why) {
        assertUnreadable(passwords, stored, why);
    }

    private static void assertUnreadable(Passwords passwords, String stored, String why) {
        assertThatExceptionOfType(PasswordException.class)
                .isThrownBy(() -> passwords.verify(PASSWORD, stored))
                .withMessage("A stored password hash can't be read: " + why)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE_HASH));
    }

    static Stream<Passwords.Builder> belowOwasp() {
        return Stream.concat(
                Stream.of(
                                Argon2.id(47_103, 1, 1),
                                Argon2.id(19_455, 2, 1),
                                Argon2.id(19_456, 1, 1),
                                Argon2.id(12_287, 3, 16),
                                Argon2.id(12_288, 2, 1),
                                Argon2.id(9_215, 4, 1),
                                Argon2.id(9_216, 3, 1),
                                Argon2.id(7_167, 100, 1),
                                Argon2.id(7_168, 4, 1))
                        .map(scheme -> Passwords.builder().scheme(scheme)),
                Stream.of(Pbkdf2.sha512(219_999), Pbkdf2.sha256(599_999))
                        .map(scheme -> Passwords.builder().scheme(scheme)));
    }

    @ParameterizedTest
    @MethodSource("belowOwasp")
    void less_than_owasp_asks_needs_a_loud_word(Passwords.Builder builder) {
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("is weaker than the least that OWASP asks; take Argon2.owasp() or"
                        + " Pbkdf2.sha512(), or in tests say dangerouslyAllowWeakScheme()");
    }

    @Test
    void what_owasp_holds_for_equal_needs_none() {
        for (Argon2 scheme : List.of(
                Argon2.id(47_104, 1, 1),
                Argon2.id(19_456, 2, 1),
                Argon2.id(12_288, 3, 1),
                Argon2.id(9_216, 4, 4),
                Argon2.id(7_168, 5, 1))) {
            assertThat(Passwords.builder().scheme(scheme).build()).hasToString("Passwords[" + scheme + "]");
        }
        assertThat(Passwords.builder().scheme(Pbkdf2.sha256()).build())
                .hasToString("Passwords[pbkdf2-sha256 i=600000]");
    }

    @Test
    void each_takes_the_memory_of_the_scheme_that_it_runs() {
        Gate gate = new Gate(4, 256 * 1024, Duration.ZERO);
        Passwords bounded = new Passwords(cheap().scheme(CHEAP), gate);
        String stored = bounded.hash(PASSWORD);
        String dear = new Passwords(cheap().scheme(Argon2.id(128, 1, 1)), gate).hash(PASSWORD);
        long free = 64 * 1024;

        assertThat(beside(gate, free, () -> bounded.verify(PASSWORD, stored)).matches())
                .isTrue();
        assertThat(beside(gate, free, () -> bounded.hash(PASSWORD))).isNotEmpty();
        assertBusy(() -> beside(gate, free, () -> bounded.verify(PASSWORD, dear)));
        Passwords dearer = new Passwords(cheap().scheme(Argon2.id(128, 1, 1)), gate);
        assertBusy(() -> beside(gate, free, () -> dearer.hash(PASSWORD)));
        assertBusy(() -> beside(gate, free, () -> dearer.verify(PASSWORD, null)));
    }

    /** While others have taken all memory but this. */
    private static <T> T beside(Gate gate, long free, Supplier<T> work) {
        return gate.pass(256 * 1024 - free, work);
    }

    private static void assertBusy(ThrowingCallable work) {
        assertThatExceptionOfType(PasswordException.class)
                .isThrownBy(work)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
    }

    @Test
    void tells_all_that_is_wrong_with_a_declaration() {
        Passwords.Builder builder = Passwords.builder()
                .pepper("the year 2026", KEY)
                .pepper("a", SecretBytes.of(new byte[31]))
                .formerPepper("b", KEY)
                .formerPepper("b", KEY)
                .legacy("SHA256", password -> password)
                .legacy("x", password -> password)
                .legacy("x", password -> password)
                .maxConcurrent(0)
                .maxWait(Duration.ofMillis(-1));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("""
                        Passwords has 7 problems:
                        - a pepper's name is 1 to 8 letters, digits, - or _, such as the year; not "the year 2026"
                        - pepper a has 31 bytes; give 32 or more that are random
                        - pepper b is stated twice; give each its own name
                        - the name of a legacy hash is 1 to 32 of a-z, 0-9 and -, such as sha256; not "SHA256"
                        - legacy hash x is stated twice; give each its own name
                        - maxConcurrent is 0; give 1 or more
                        - maxWait is negative; give zero or more""");
    }

    @Test
    void shows_no_secret() {
        Passwords peppered = cheap().scheme(CHEAP).pepper("2026", KEY).build();

        assertThat(peppered).hasToString("Passwords[argon2id m=64,t=1,p=1]");
        assertThat(StoredHash.read(peppered.hash(PASSWORD))).hasToString("StoredHash[argon2id m=64,t=1,p=1]");
    }

    @Test
    void calibration_takes_the_fastest_of_three_and_as_many_passes_as_fit() {
        assertThat(calibrated(Duration.ofMillis(500), 60, 50, 90)).hasToString("argon2id m=19456,t=20,p=1");
        assertThat(calibrated(Duration.ofMillis(10), 50, 50, 50)).hasToString("argon2id m=19456,t=2,p=1");
        assertThat(calibrated(Duration.ofHours(1), 50, 50, 50)).hasToString("argon2id m=19456,t=100,p=1");
        assertThat(Argon2.calibrated(Duration.ofMillis(1))).hasToString("argon2id m=19456,t=2,p=1");
    }

    private static Argon2 calibrated(Duration target, long... millis) {
        Iterator<Long> readings = LongStream.of(millis)
                .boxed()
                .flatMap(each -> Stream.of(0L, each * 1_000_000))
                .iterator();
        return Argon2.calibrated(target, readings::next);
    }

    private static SecretBytes key(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return SecretBytes.of(bytes);
    }
}
