package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.seaworthy.testkit.Aside;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every Notifier does. */
public abstract class NotifierContract {
    protected static final Notice NOTICE = Notice.of(Severity.INFO, "Release 42 is live")
            .type("release.succeeded")
            .with("version", "42");

    /** One whose other side takes all. */
    protected abstract Notifier working() throws Exception;

    /** One whose other side takes nothing. */
    protected abstract Notifier broken() throws Exception;

    @Test
    void tells_of_a_delivery() throws Exception {
        Receipt receipt = working().send(NOTICE);

        assertThat(receipt.isDelivered()).isTrue();
        assertThat(receipt.undelivered()).isEmpty();
        assertThat(receipt.deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.notifier()).isNotBlank();
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.reason()).isEmpty();
        });
    }

    @Test
    void tells_why_a_notice_was_not_delivered_and_throws_nothing() throws Exception {
        Receipt receipt = broken().send(NOTICE);

        assertThat(receipt.isDelivered()).isFalse();
        assertThat(receipt.undelivered()).isNotEmpty().allSatisfy(delivery -> {
            assertThat(delivery.notifier()).isNotBlank();
            assertThat(delivery.attempts()).isPositive();
            assertThat(delivery.reason()).isNotBlank();
        });
    }

    @Test
    void refuses_no_notice_at_all() throws Exception {
        Notifier notifier = working();

        assertThatNullPointerException().isThrownBy(() -> notifier.send(null)).withMessage("notice");
    }

    @Test
    void leaves_a_thread_interrupted_that_was() throws Exception {
        Notifier notifier = working();

        boolean interrupted = Aside.call(() -> {
                    Thread.currentThread().interrupt();
                    notifier.send(NOTICE);
                    return Thread.currentThread().isInterrupted();
                })
                .get();

        assertThat(interrupted).isTrue();
    }

    @Test
    void serves_many_threads() throws Exception {
        Notifier notifier = working();

        Stream<Receipt> receipts =
                Stream.generate(() -> Aside.call(() -> notifier.send(NOTICE))).limit(8).toList().stream()
                        .map(CompletableFuture::join);

        assertThat(receipts).allMatch(Receipt::isDelivered);
    }
}
