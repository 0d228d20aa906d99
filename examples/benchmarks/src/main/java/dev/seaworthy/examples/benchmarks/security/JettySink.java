package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.headers.HeaderSink;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * Jetty's own headers of a response as a sink of ours. It keeps the fields that it has made, as Jetty's handler has its
 * own at hand: a policy has few, and always hands over the same texts.
 */
record JettySink(HttpFields.Mutable fields) implements HeaderSink {
    private static final HttpField VARY_ORIGIN = new PreEncodedHttpField(HttpHeader.VARY, "Origin");
    private static final int MOST_KEPT = 100;

    /** By value; replaced as a whole. */
    private static volatile Map<String, HttpField> kept = new HashMap<>();

    @Override
    public void set(String name, String value) {
        fields.put(field(name, value));
    }

    @Override
    public void setIfAbsent(String name, String value) {
        if (!fields.contains(name)) {
            set(name, value);
        }
    }

    @Override
    public void add(String name, String member) {
        fields.ensureField(name.equals("Vary") && member.equals("Origin") ? VARY_ORIGIN : field(name, member));
    }

    @Override
    public void remove(String name) {
        fields.remove(name);
    }

    private static HttpField field(String name, String value) {
        HttpField field = kept.get(value);
        return field != null && field.getName().equals(name) ? field : keep(new HttpField(name, value));
    }

    private static synchronized HttpField keep(HttpField field) {
        if (kept.size() < MOST_KEPT) {
            Map<String, HttpField> more = new HashMap<>(kept);
            more.put(field.getValue(), field);
            kept = more;
        }
        return field;
    }
}
