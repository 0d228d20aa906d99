package dev.seaworthy.backup.store;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client that loses the answer to the first request of one kind, which the server has carried out. */
final class LostAnswer implements SdkHttpClient {
    private final SdkHttpClient client = UrlConnectionHttpClient.create();
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final Predicate<SdkHttpRequest> kind;

    LostAnswer(Predicate<SdkHttpRequest> kind) {
        this.kind = kind;
    }

    boolean hasBeenLost() {
        return !armed.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest real = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = real.call();
                if (kind.test(request.httpRequest()) && armed.getAndSet(false)) {
                    throw new IOException("connection reset");
                }
                return answer;
            }

            @Override
            public void abort() {
                real.abort();
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
