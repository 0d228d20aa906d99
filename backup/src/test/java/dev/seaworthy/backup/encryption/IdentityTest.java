package dev.seaworthy.backup.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import org.junit.jupiter.api.Test;

class IdentityTest {
    /** A pair that {@code age-keygen} made for this test. */
    private static final String PRIVATE = "AGE-SECRET-KEY-1VU4R480N7ZHR3L6APFPD9GZ6Z80R78TMR85QD5K8PPSNMVMDRH6QTYR0GS";

    private static final String PUBLIC = "age15crsy4m3ag5790kkq5yhyankz3p6ua2enwszg2vdqn79quvxps4qzjz85p";

    @Test
    void knows_its_public_key() {
        assertThat(Identity.of(Secret.of(PRIVATE)).recipient()).isEqualTo(Recipient.of(PUBLIC));
    }

    @Test
    void survives_being_kept_as_text() {
        Identity identity = Identity.generate();

        assertThat(identity.privateKey().reveal()).startsWith("AGE-SECRET-KEY-1");
        assertThat(Identity.of(identity.privateKey()).recipient()).isEqualTo(identity.recipient());
    }

    @Test
    void is_another_each_time() {
        assertThat(Identity.generate().recipient())
                .isNotEqualTo(Identity.generate().recipient());
    }

    @Test
    void does_not_show_its_private_key() {
        assertThat(Identity.of(Secret.of(PRIVATE))).hasToString("Identity of " + PUBLIC);
    }

    @Test
    void refuses_a_wrong_key_without_showing_it() {
        String wrong = PRIVATE.substring(0, PRIVATE.length() - 1);

        assertThatThrownBy(() -> Identity.of(Secret.of(wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(wrong)
                .hasNoCause();
    }

    @Test
    void refuses_a_wrong_public_key() {
        assertThatThrownBy(() -> Recipient.of(PUBLIC + "q")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipient.of(PRIVATE)).isInstanceOf(IllegalArgumentException.class);
    }
}
