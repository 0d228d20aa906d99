package dev.seaworthy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final String[] PARTS = {"://", "@", "password", "=", ":", "Bearer ", "Basic ", "\"", "'", "a", "A1"};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgres://u:p@ss@h/x| postgres://***@h/x",
                "postgres://u:p@s/s@h/x| postgres://***@h/x",
                "postgres://u:p/s@h/x| postgres://***@h/x",
                "postgres://admin:12/34@h/x| postgres://***@h/x",
                "https://token@cdn.example/react@18| https://***@18",
                "https://cdn.example/react@18?from=ftp://u:p@h| https://cdn.example/react@18?from=ftp://***@h",
                "Basic dXNlcjpwYXNzd29yZA==| Basic ***",
                "basic abcdefghijklmnopqr| basic ***",
                "password: hunter2| password: ***",
                "password: swordfish, next| password: ***, next",
                "CRON_SECRET: missing-x1| CRON_SECRET: ***",
                "CRON_SECRET=missing| CRON_SECRET=***",
                "secret key: abc| secret key: ***",
                "private key = abc| private key = ***",
                "--token hunter2 --force| --token *** --force",
                "cmd -password 'hunter 2' x| cmd -password *** x",
                "--db-password hunter2| --db-password ***",
                "{\"password\":\"ab\\\"hunter2\",\"user\":\"u\"}| {\"password\":***,\"user\":\"u\"}",
                "{\"password\":\"ab\\\\\",\"user\":\"u\"}| {\"password\":***,\"user\":\"u\"}",
                "{\\\"password\\\":\\\"hunter2\\\"}| {\\\"password\\\":***\\\"}",
                "password='a\\'hunter2' x| password=*** x",
                "Authorization: Digest username=u, response=hunter2| Authorization: ***",
                "authorization: Bearer hunter2, next| authorization: ***, next",
                "{\"Authorization\": \"Bearer hunter2\", \"x\": 1}| {\"Authorization\": ***, \"x\": 1}",
                "Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=hunter2| Authorization: ***",
                "Cookie: a=b; sid=hunter2| Cookie: ***",
                "Set-Cookie: sid=hunter2; HttpOnly| Set-Cookie: ***",
                "?X-Amz-Signature=hunter2&x=y| ?X-Amz-Signature=***&x=y",
                "?sv=1&sig=hunter2| ?sv=1&sig=***",
                "?to=x%3Fsv%3D1%26sig%3Dhunter2| ?to=x%3Fsv%3D1%26sig%3D***",
                "?to=x%3Fsig%3Dhunter2&y| ?to=x%3Fsig%3D***&y",
                "?to=x%3fsignature%3dhunter2| ?to=x%3fsignature%3d***",
                "password%3Dhunter2&x| password%3D***&x",
                "password: is hunter2| password: ***",
                "password: is 12345| password: ***",
                "password: must-hunter2| password: ***",
                "token: no,hunter2| token: ***",
                "token: not.hunter2| token: ***",
                "postgres://first.last:12345/hunter2@h| postgres://***@h"
            })
    void what_looks_like_a_credential_is_masked(String text, String masked) {
        assertThat(Credentials.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CRON_SECRET: missing",
                "CRON_SECRET: is missing; Basic checks passed",
                "CRON_SECRET: must be 32 characters or more",
                "CRON_SECRET: is missing, and has to be there",
                "CRON_SECRET: has 10 characters, and needs 32",
                "CRON_SECRET: is one of the examples",
                "token: missing.",
                "Authorization: is missing",
                "the cookie: HttpOnly is missing",
                "weak-signature: SHA-1",
                "xmldsig=enveloped",
                "--token is missing",
                "Bearer token missing",
                "the token is not there",
                "see https://db/x for a@b",
                "https://registry.example/@scope/package",
                "https://cdn.example/react@18",
                "https://db/x@y",
                "https://contentmax.example?to=a@b.example",
                "http://localhost:8080/users/a@b.example",
                "http://127.0.0.1:8080/users/a@b.example",
                "http://[::1]:8080/users/a@b.example",
                "see https://db/x"
            })
    void what_only_names_one_is_not(String text) {
        assertThat(Credentials.mask(text)).isEqualTo(text);
    }

    @Test
    void a_value_is_masked_by_the_name_that_it_goes_by() {
        assertThat(Credentials.mask("API_KEY", "hunter 2")).isEqualTo("***");
        assertThat(Credentials.mask("database password", "is-hunter2")).isEqualTo("***");
        assertThat(Credentials.mask("CRON_SECRET", "missing")).isEqualTo("missing");
        assertThat(Credentials.mask("CRON_SECRET", "is missing, password=x")).isEqualTo("is missing, password=***");
        assertThat(Credentials.mask("secret age", "PT3H")).isEqualTo("PT3H");
        assertThat(Credentials.mask("url", "postgres://u:p@h")).isEqualTo("postgres://***@h");
    }

    /** A password in a user information, anywhere in any text, is never shown, nor any part of it. */
    @Test
    void nothing_of_a_user_information_is_left() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String password = "hunter" + (random.nextBoolean() ? "@" : "") + (random.nextBoolean() ? "/" : "") + "2";
            String text = noise(random) + " x://u:" + password + "@h " + noise(random);

            assertThat(Credentials.mask(text)).as("seed %d: %s", seed, text).doesNotContain("hunter", "2@h");
        }
    }

    @Timeout(10)
    @ParameterizedTest
    @ValueSource(
            strings = {"://", "@", "://a@", "password", "token=\"", "Bearer ", "secret:", "a", "--", "-token ", "\\"})
    void a_long_text_is_masked_soon(String part) {
        assertThat(Credentials.mask(part.repeat(100_000))).isNotNull();
    }

    @Timeout(10)
    @ParameterizedTest
    @ValueSource(strings = {"\\\"", "\\\\", "a", "a\\", ",", "is ", "=", "'"})
    void a_long_value_is_masked_soon(String part) {
        for (String name : List.of("password=\"", "password=", "--token ", "Cookie: ", "Authorization: ")) {
            assertThat(Credentials.mask(name + part.repeat(100_000))).isNotEmpty();
        }
    }

    @Test
    void of_a_text_that_is_too_long_to_be_shown_the_beginning_is_kept() {
        assertThat(Credentials.mask("a".repeat(20_000))).isEqualTo("a".repeat(1 << 14));
    }

    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        random.ints(random.nextInt(8), 0, PARTS.length).forEach(i -> noise.append(PARTS[i]));
        return noise.toString();
    }
}
