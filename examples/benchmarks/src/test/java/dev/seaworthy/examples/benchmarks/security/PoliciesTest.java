package dev.seaworthy.examples.benchmarks.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.testing.RecordingHeaders;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared is the same. */
class PoliciesTest {
    @Test
    void both_write_the_same_headers() {
        RecordingHeaders ours = new RecordingHeaders();
        Recording theirs = new Recording();

        HeaderPolicies.seaworthy().writeTo(ours, true);
        HeaderPolicies.spring()
                .forEach(writer -> writer.writeHeaders(new ServletExchange(Exchange.WITHOUT_ORIGIN), theirs));

        assertThat(ours.fields()).hasSize(13);
        assertThat(theirs.values).hasSize(13);
        for (HeaderField field : ours.fields()) {
            assertThat(members(theirs.values.get(field.name())))
                    .as(field.name())
                    .containsExactlyInAnyOrderElementsOf(members(field.value()));
        }
    }

    /** The order of the members, and the blanks between them, say nothing. */
    private static List<String> members(String value) {
        return List.of(value.strip().split("\\s*[;,]\\s*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://*.example.com"})
    void both_allow_the_same_origins(String stated) {
        var ours = CorsPolicies.seaworthy(List.of(stated));
        var theirs = CorsPolicies.spring(List.of(stated));

        for (Exchange exchange : List.of(Exchange.ALLOWED, Exchange.REFUSED)) {
            boolean allowed = exchange == Exchange.ALLOWED;
            assertThat(ours.allowsOrigin(exchange.origin())).isEqualTo(allowed);
            assertThat(theirs.checkOrigin(exchange.origin()) != null).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void both_handlers_of_jetty_write_the_same_headers(Exchange exchange) throws Exception {
        String origin = "https://app.example.com";
        JettyExchange request = new JettyExchange(exchange).again();
        JettyCors ours = new JettyCors(CorsPolicies.seaworthy(List.of(origin)));
        Fields first = new Fields(request);
        Fields again = new Fields(request);
        Fields theirs = new Fields(request);

        boolean isComplete = ours.handle(request, first, Callback.NOOP);
        ours.handle(request, again, Callback.NOOP);

        assertThat(isComplete)
                .isEqualTo(CorsPolicies.jetty(List.of(origin)).handle(request, theirs, Callback.NOOP))
                .isEqualTo(exchange == Exchange.PREFLIGHT);
        assertThat(again.told()).isEqualTo(first.told());
        assertThat(first.told().keySet())
                .isEqualTo(
                        exchange == Exchange.PREFLIGHT
                                ? without("Vary", theirs.told()) // an answer to OPTIONS is not cached
                                : theirs.told().keySet());
        first.told()
                .forEach((name, value) -> assertThat(members(value))
                        .containsExactlyInAnyOrderElementsOf(
                                members(theirs.told().get(name))));
    }

    private static Set<String> without(String name, Map<String, String> fields) {
        Set<String> names = new TreeSet<>(fields.keySet());
        names.remove(name);
        return names;
    }

    private static final class Fields extends Response.Wrapper {
        private final HttpFields.Mutable fields = HttpFields.build();

        Fields(Request request) {
            super(request, Absent.of(Response.class));
        }

        @Override
        public HttpFields.Mutable getHeaders() {
            return fields;
        }

        Map<String, String> told() {
            Map<String, String> told = new TreeMap<>();
            fields.forEach(field -> told.put(field.getName(), field.getValue()));
            return told;
        }
    }

    private static final class Recording extends HttpServletResponseWrapper {
        private final Map<String, String> values = new TreeMap<>();

        Recording() {
            super(Absent.of(HttpServletResponse.class));
        }

        @Override
        public boolean containsHeader(String name) {
            return values.containsKey(name);
        }

        @Override
        public String getHeader(String name) {
            return values.get(name);
        }

        @Override
        public int getStatus() {
            return SC_OK;
        }

        @Override
        public void setHeader(String name, String value) {
            values.put(name, value);
        }

        @Override
        public void addHeader(String name, String value) {
            values.put(name, value);
        }
    }
}
