package dev.seaworthy.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.core.notify.NotifierContract;
import org.junit.jupiter.api.Test;

class RecordingNotifierTest extends NotifierContract {
    @Override
    protected Notifier working() {
        return new RecordingNotifier();
    }

    @Override
    protected Notifier broken() {
        return new RecordingNotifier().failNext("told to");
    }

    @Test
    void keeps_what_it_has_delivered_and_fails_as_often_as_it_is_told() {
        RecordingNotifier notifier = new RecordingNotifier().failNext("first").failNext("second");

        assertThat(notifier.send(NOTICE).undelivered()).extracting("reason").containsExactly("first");
        assertThat(notifier.send(NOTICE).undelivered()).extracting("reason").containsExactly("second");
        assertThat(notifier.send(NOTICE).isDelivered()).isTrue();
        assertThat(notifier.notices()).containsExactly(NOTICE);
    }
}
