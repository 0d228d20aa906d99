package dev.seaworthy.cdn.varnish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a cache on loopback for a URL of another host, as a browser whose lookup of the name led there. */
final class RawGet {
    private RawGet() {}

    /** Head and body of the answer. */
    static String of(int port, String url) throws IOException {
        URI uri = URI.create(url);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = "GET " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + uri.getRawAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static boolean isHit(int port, String url) throws IOException {
        return of(port, url).contains("Cache-Status: varnish; hit");
    }
}
