package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.Headers;
import dev.seaworthy.security.headers.HeaderSink;
import java.util.List;
import java.util.stream.Stream;

/** The headers of a response of the JDK's server. */
final class ExchangeHeaders implements HeaderSink {
    private final Headers headers;

    ExchangeHeaders(Headers headers) {
        this.headers = headers;
    }

    /** The same, but for headers that are there: those stay as they are. */
    HeaderSink missing() {
        return new Missing();
    }

    @Override
    public void set(String name, String value) {
        headers.set(name, value);
    }

    @Override
    public void add(String name, String member) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.stream().flatMap(ExchangeHeaders::members).noneMatch(member::equalsIgnoreCase)) {
            headers.add(name, member);
        }
    }

    @Override
    public void remove(String name) {
        headers.remove(name);
    }

    private static Stream<String> members(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip);
    }

    private final class Missing implements HeaderSink {
        @Override
        public void set(String name, String value) {
            if (!headers.containsKey(name)) {
                headers.set(name, value);
            }
        }

        @Override
        public void add(String name, String member) {
            ExchangeHeaders.this.add(name, member);
        }

        @Override
        public void remove(String name) {
            headers.remove(name);
        }
    }
}
