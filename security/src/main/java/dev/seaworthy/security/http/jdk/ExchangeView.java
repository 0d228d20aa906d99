package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.message.RequestPath;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A request of the JDK's server. */
final class ExchangeView implements IncomingRequest {
    private final HttpExchange exchange;
    private final String rawPath;

    ExchangeView(HttpExchange exchange) {
        this.exchange = exchange;
        String stated = exchange.getRequestURI().getRawPath();
        rawPath = stated == null ? "/" : stated;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    /** With the context's own path, as the handler sees it in the URI. */
    @Override
    public String path() {
        return RequestPath.of(rawPath);
    }

    @Override
    public boolean hasPlainPath() {
        return RequestPath.isPlain(rawPath);
    }

    @Override
    public List<String> lines(String header) {
        List<String> lines = exchange.getRequestHeaders().get(header);
        return lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(exchange.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(InetAddress::getHostAddress);
    }

    @Override
    public boolean isSecure() {
        return exchange instanceof HttpsExchange;
    }

    @Override
    public InputStream body() {
        return exchange.getRequestBody();
    }
}
