package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1_614_265_330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void signs_as_the_vector_of_the_specification_s_libraries_says() {
        assertThat(new Signatures(List.of(key(SECRET))).of(ID, TIME, BODY)).isEqualTo(PUBLISHED);
    }

    @Test
    void the_verifier_of_these_tests_takes_that_vector_and_no_other() {
        Instant then = Instant.ofEpochSecond(TIME);

        assertThat(StandardWebhooks.verifies(SECRET, ID, "" + TIME, PUBLISHED, BODY, then))
                .isTrue();
        assertThat(StandardWebhooks.verifies(SECRET, ID, "" + TIME, PUBLISHED, BODY + " ", then))
                .isFalse();
        assertThat(StandardWebhooks.verifies(SECRET, ID + "x", "" + TIME, PUBLISHED, BODY, then))
                .isFalse();
        assertThat(StandardWebhooks.verifies(SECRET, ID, "" + TIME, PUBLISHED, BODY, then.plusSeconds(301)))
                .isFalse();
    }

    @Test
    void signs_with_each_key() {
        SecretBytes other = SecretBytes.of(new byte[32]);

        assertThat(new Signatures(List.of(other, key(SECRET))).of(ID, TIME, BODY))
                .matches("v1,\\S{44} v1,\\S{44}")
                .endsWith(" " + PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void refuses_a_key_that_is_too_short_or_too_long(int length) {
        assertThat(problems("whsec_" + Base64.getEncoder().encodeToString(new byte[length])))
                .singleElement()
                .asString()
                .contains("24 to 64 random bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not*base64", "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void refuses_a_secret_of_another_form_and_does_not_quote_it(String secret) {
        assertThat(problems(secret)).singleElement().asString().doesNotContain(secret);
    }

    private static SecretBytes key(String secret) {
        return Signatures.key(Secret.of(secret), problem -> fail(problem));
    }

    private static List<String> problems(String secret) {
        List<String> problems = new ArrayList<>();
        Signatures.key(Secret.of(secret), problems::add);
        return problems;
    }
}
