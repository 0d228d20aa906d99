package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Fixed headers cost a response no memory. */
class AllocationTest {
    private static final int RESPONSES = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CountingSink sink = new CountingSink();

    @Test
    void writing_headers_without_a_nonce_allocates_nothing() {
        SecurityHeaders headers = SecurityHeaders.owasp();
        long id = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(id);
        headers.writeTo(sink, true);

        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < RESPONSES; i++) {
            headers.writeTo(sink, (i & 1) == 0);
        }
        long allocated = threads.getThreadAllocatedBytes(id) - before;

        assertThat(allocated / (double) RESPONSES).isLessThan(1);
        assertThat(sink.calls).isGreaterThan(RESPONSES * 90L);
    }

    private static final class CountingSink implements HeaderSink {
        private long calls;

        @Override
        public void set(String name, String value) {
            calls++;
        }

        @Override
        public void setIfAbsent(String name, String value) {
            set(name, value);
        }

        @Override
        public void add(String name, String member) {
            calls++;
        }

        @Override
        public void remove(String name) {
            calls++;
        }
    }
}
