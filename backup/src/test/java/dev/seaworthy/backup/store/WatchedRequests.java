package dev.seaworthy.backup.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client that does something before each part of an upload, and remembers the order in which all ended. */
final class WatchedRequests implements SdkHttpClient {
    private final SdkHttpClient client = UrlConnectionHttpClient.create();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final BeforePart beforePart;

    interface BeforePart {
        void run(int number) throws IOException;
    }

    WatchedRequests(BeforePart beforePart) {
        this.beforePart = beforePart;
    }

    /** {@code begin}, {@code part 2}, {@code complete}, {@code abort}. */
    List<String> ended() {
        return List.copyOf(ended);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest sent = client.prepareRequest(request);
        SdkHttpRequest http = request.httpRequest();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                int part = Integer.parseInt(
                        http.firstMatchingRawQueryParameter("partNumber").orElse("0"));
                if (part > 0) {
                    beforePart.run(part);
                }
                HttpExecuteResponse response = sent.call();
                ended.add(name(http, part));
                return response;
            }

            @Override
            public void abort() {
                sent.abort();
            }
        };
    }

    private static String name(SdkHttpRequest http, int part) {
        return switch (http.method()) {
            case PUT -> part > 0 ? "part " + part : "put";
            case POST -> http.rawQueryParameters().containsKey("uploads") ? "begin" : "complete";
            case DELETE -> "abort";
            default -> http.method().toString();
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
