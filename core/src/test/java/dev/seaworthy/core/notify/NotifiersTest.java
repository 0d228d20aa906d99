package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.testing.RecordingNotifier;
import dev.seaworthy.testkit.Logged;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifiersTest extends NotifierContract {
    @Override
    protected Notifier working() {
        return Notifiers.all(new RecordingNotifier(), new RecordingNotifier());
    }

    @Override
    protected Notifier broken() {
        return Notifiers.all(new RecordingNotifier(), new RecordingNotifier().failNext("told to"));
    }

    @Test
    void goes_on_after_one_that_fails_and_one_that_throws() {
        RecordingNotifier last = new RecordingNotifier();
        Notifier careless = notice -> {
            throw new IllegalStateException("token=s3cr3t");
        };
        Notifier broken = notice -> {
            throw new NoClassDefFoundError("javax/mail/Session");
        };

        try (Logged log = new Logged()) {
            Receipt receipt = Notifiers.all(new RecordingNotifier().failNext("told to"), careless, broken, last)
                    .send(NOTICE);

            assertThat(last.notices()).containsExactly(NOTICE);
            assertThat(receipt.deliveries()).hasSize(4);
            assertThat(receipt.isDelivered()).isFalse();
            assertThat(receipt.undelivered())
                    .extracting(Delivery::reason)
                    .containsExactly(
                            "told to",
                            "it threw java.lang.IllegalStateException",
                            "it threw java.lang.NoClassDefFoundError");
            assertThat(log.text()).contains("Release 42 is live").doesNotContain("s3cr3t");
        }
    }

    @Test
    void refuses_to_tell_nobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> Notifiers.all(List.of()));
    }
}
