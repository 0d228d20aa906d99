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
    private final Written withoutOrigin;
    private final Written optionsWithoutOrigin;
    private final @Nullable Written[] written = new Written[PLACES];

    JettyCors(Cors cors) {
        this.cors = cors;
        withoutOrigin = withoutOrigin("GET");
        optionsWithoutOrigin = withoutOrigin("OPTIONS");
    }

    /** Nothing else of such a request is looked at. */
    private Written withoutOrigin(String method) {
        return new Written(cors.decide(new CorsRequest(method, Optional.empty(), Optional.empty(), List.of())));
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
        String method = request.getMethod();
        HttpField origin = request.getHeaders().getField(HttpHeader.ORIGIN);
        if (origin == null) {
            write(method.equals("OPTIONS") ? optionsWithoutOrigin : withoutOrigin, response.getHeaders());
            return false;
        }
        return handle(cors.decide(view(method, origin.getValue(), request.getHeaders())), response, callback);
    }

    private boolean handle(CorsDecision decision, Response response, Callback callback) {
        write(written(decision), response.getHeaders());
        if (!decision.answersPreflight()) {
            return false;
        }
        if (decision instanceof CorsDecision.PreflightRefused) {
            response.setStatus(HttpStatus.FORBIDDEN_403);
        }
        callback.succeeded();
        return true;
    }

    private static void write(Written answer, HttpFields.Mutable headers) {
        for (HttpField field : answer.fields) {
            if (field.getHeader() == HttpHeader.VARY) {
                headers.ensureField(field);
            } else {
                headers.put(field);
            }
        }
    }

    private Written written(CorsDecision decision) {
        int place = System.identityHashCode(decision) % PLACES;
        Written known = written[place];
        if (known == null || known.decision != decision) {
            known = new Written(decision);
            written[place] = known;
        }
        return known;
    }

    private static HttpField field(HeaderField field) {
        return new PreEncodedHttpField(field.name(), field.value());
    }

    private static CorsRequest view(String method, String origin, HttpFields headers) {
        return method.equals("OPTIONS")
                ? options(origin, headers)
                : new CorsRequest(method, Optional.of(origin), Optional.empty(), List.of());
    }

    /** Looks through the headers once. */
    private static CorsRequest options(String origin, HttpFields headers) {
        String method = null;
        List<String> names = List.of();
        for (int i = 0; i < headers.size(); i++) {
            HttpField field = headers.getField(i);
            HttpHeader header = field.getHeader();
            if (header == HttpHeader.ACCESS_CONTROL_REQUEST_METHOD) {
                method = field.getValue();
            } else if (header == HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS) {
                names = names.isEmpty() ? List.of(field.getValue()) : and(names, field.getValue());
            }
        }
        return new CorsRequest("OPTIONS", Optional.of(origin), Optional.ofNullable(method), names);
    }

    private static List<String> and(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
