package dev.seaworthy.security.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.HeaderSinkContract;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RecordingHeadersTest extends HeaderSinkContract {
    @Override
    protected List<String> valuesAfter(Consumer<HeaderSink> writes, String name) {
        RecordingHeaders headers = new RecordingHeaders();
        writes.accept(headers);
        return headers.values(name);
    }

    @Test
    void keeps_the_order_in_which_headers_were_written() {
        RecordingHeaders headers = new RecordingHeaders();
        headers.set("B", "1");
        headers.set("A", "2");

        assertThat(headers.fields()).containsExactly(new HeaderField("B", "1"), new HeaderField("A", "2"));
        assertThat(headers.value("a")).contains("2");
        assertThat(headers.value("C")).isEmpty();
    }

    @Test
    void refuses_what_http_cannot_carry() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordingHeaders().set("A", "b\nc"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordingHeaders().add("A", "b\nc"));
    }
}
