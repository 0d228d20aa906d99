package dev.seaworthy.backup.objects.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** One object, {@code b/a}, with a tag that is its content, as S3 answers about it; it can be overwritten between. */
final class TaggingS3 implements AutoCloseable {
    private final HttpServer server;
    private int version;
    private int overwrites;

    private TaggingS3(HttpServer server) {
        this.server = server;
    }

    static TaggingS3 start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TaggingS3 started = new TaggingS3(server);
        server.createContext("/", started::answer);
        server.start();
        return started;
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Has the object overwritten after each of so many answers about tags. */
    synchronized void overwriteAfterTags(int times) {
        overwrites = times;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/b/a")) {
                send(exchange, 404, "<Error><Code>NoSuchBucket</Code></Error>");
            } else if ("tagging".equals(exchange.getRequestURI().getQuery())) {
                send(exchange, 200, tags());
                version += overwrites > 0 ? 1 : 0;
                overwrites--;
            } else {
                send(exchange, 200, content());
            }
        }
    }

    private String content() {
        return "version " + version;
    }

    private String tags() {
        return "<Tagging><TagSet><Tag><Key>of</Key><Value>" + content() + "</Value></Tag></TagSet></Tagging>";
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", "\"" + version + "\"");
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.of(2026, 11, 28, 9, 0, 0, 0, ZoneOffset.UTC)));
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
        }
        exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
