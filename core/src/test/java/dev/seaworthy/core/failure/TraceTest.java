package dev.seaworthy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.ScheduleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void keeps_classes_and_frames_and_no_message_of_others() {
        IllegalStateException thrown = new IllegalStateException("hunter2", new IOException("swordfish"));
        thrown.addSuppressed(new ArithmeticException("(email)=(bob@example.com)"));

        String printed = printed(Trace.of(thrown));

        assertThat(printed)
                .contains("Trace: java.lang.IllegalStateException\n", "Trace: java.lang.ArithmeticException\n")
                .containsPattern("Caused by: .*Trace: java.io.IOException\n")
                .contains("TraceTest.keeps_classes_and_frames_and_no_message_of_others(")
                .doesNotContain("hunter2", "swordfish", "bob");
    }

    @Test
    void keeps_a_message_of_ours_with_its_credentials_masked() {
        ScheduleException thrown =
                new ScheduleException("try again later: password=hunter2", new IOException("secret"));

        assertThat(printed(Trace.of(thrown)))
                .contains("Trace: dev.seaworthy.core.schedule.ScheduleException: try again later: password=***\n")
                .contains("Trace: java.io.IOException\n");
        assertThat(Trace.of("timed out", thrown)).hasMessage("timed out");
    }

    @Test
    void ends_where_causes_go_in_a_circle() {
        IllegalStateException first = new IllegalStateException("a");
        IllegalStateException second = new IllegalStateException("b", first);
        first.initCause(second);
        second.addSuppressed(first);

        Trace trace = Trace.of(first);

        assertThat(trace.getCause()).hasNoCause().hasNoSuppressedExceptions();
    }

    private static String printed(Trace trace) {
        StringWriter text = new StringWriter();
        trace.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
