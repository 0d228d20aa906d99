package dev.seaworthy.backup.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client that remembers the headers of what it sends. */
final class SentHeaders implements SdkHttpClient {
    private final SdkHttpClient client = UrlConnectionHttpClient.create();
    private final List<Map<String, String>> sent = Collections.synchronizedList(new ArrayList<>());

    Map<String, String> first() {
        return sent.get(0);
    }

    List<Map<String, String>> all() {
        return List.copyOf(sent);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.httpRequest()
                .forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        sent.add(headers);
        return client.prepareRequest(request);
    }

    @Override
    public void close() {
        client.close();
    }
}
