package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.cors.CorsRequest;
import dev.seaworthy.security.headers.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of Jetty's does with ours, in front of nothing. It keeps the fields that it has made of a decision, as
 * Jetty's own handler keeps its constants; what stands at a place is replaced by the next decision that falls there.
 */
final class JettyCors {
    private static final int PLACES = 64;

    private final Cors cors;
    private final @Nullable Written[] written = new Written[PLACES];

    JettyCors(Cors cors) {
        this.cors = cors;
    }

    private static final class Written {
        private final CorsDecision decision;
        private final HttpField[] fields;

        Written(CorsDecision decision) {
            this.decision = decision;
            fields = decision.headers().stream().map(JettyCors::field).toArray(HttpField[]::new);
        }
    }

    /** Whether the answer is complete. */
    boolean handle(Request request, Response response, Callback callback) {
        CorsDecision decision = cors.decide(view(request));
        write(decision, response.getHeaders());
        if (!decision.answersPreflight()) {
            return false;
        }
        if (decision instanceof CorsDecision.PreflightRefused) {
            response.setStatus(HttpStatus.FORBIDDEN_403);
        }
        callback.succeeded();
        return true;
    }

    private void write(CorsDecision decision, HttpFields.Mutable headers) {
        for (HttpField field : fields(decision)) {
            if (field.getHeader() == HttpHeader.VARY) {
                headers.ensureField(field);
            } else {
                headers.put(field);
            }
        }
    }

    private HttpField[] fields(CorsDecision decision) {
        int place = System.identityHashCode(decision) % PLACES;
        Written known = written[place];
        if (known == null || known.decision != decision) {
            known = new Written(decision);
            written[place] = known;
        }
        return known.fields;
    }

    private static HttpField field(HeaderField field) {
        return new PreEncodedHttpField(field.name(), field.value());
    }

    private static CorsRequest view(Request request) {
        String method = request.getMethod();
        HttpFields headers = request.getHeaders();
        if (method.equals("OPTIONS")) {
            return options(headers);
        }
        HttpField origin = headers.getField(HttpHeader.ORIGIN);
        return new CorsRequest(
                method, Optional.ofNullable(origin).map(HttpField::getValue), Optional.empty(), List.of());
    }

    /** Looks through the headers once. */
    private static CorsRequest options(HttpFields headers) {
        String origin = null;
        String method = null;
        List<String> names = List.of();
        for (int i = 0; i < headers.size(); i++) {
            HttpField field = headers.getField(i);
            HttpHeader header = field.getHeader();
            if (header == HttpHeader.ORIGIN) {
                origin = field.getValue();
            } else if (header == HttpHeader.ACCESS_CONTROL_REQUEST_METHOD) {
                method = field.getValue();
            } else if (header == HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS) {
                names = names.isEmpty() ? List.of(field.getValue()) : and(names, field.getValue());
            }
        }
        return new CorsRequest("OPTIONS", Optional.ofNullable(origin), Optional.ofNullable(method), names);
    }

    private static List<String> and(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
