package dev.seaworthy.examples.benchmarks.security;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.openjdk.jmh.infra.Blackhole;

/** A request of Jetty's own, as a browser sends it. */
final class JettyExchange extends Request.Wrapper {
    private final Exchange exchange;
    private final HttpFields.Mutable headers = HttpFields.build();

    JettyExchange(Exchange exchange) {
        super(Absent.of(Request.class));
        this.exchange = exchange;
        exchange.headers().forEach(headers::add);
    }

    /** The same request, received again. */
    JettyExchange again() {
        String origin = exchange.origin();
        if (origin != null) {
            headers.put(HttpHeader.ORIGIN, origin);
        }
        return this;
    }

    Response response(Blackhole hole) {
        HttpFields.Mutable fields = new BlackHoleFields(hole);
        return new Response.Wrapper(this, Absent.of(Response.class)) {
            @Override
            public HttpFields.Mutable getHeaders() {
                return fields;
            }
        };
    }

    @Override
    public String getMethod() {
        return exchange.method;
    }

    @Override
    public HttpFields getHeaders() {
        return headers;
    }
}
