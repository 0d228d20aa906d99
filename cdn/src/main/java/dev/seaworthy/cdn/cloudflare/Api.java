package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Cloudflare's API v4 over HTTP. */
final class Api {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final HttpUrl baseUrl;
    private final Secret token;
    private final Retries retries;

    Api(OkHttpClient client, URI baseUrl, Secret token, Duration callTimeout, Retries retries) {
        this.baseUrl = HttpUrl.get(baseUrl.toString());
        this.token = token;
        this.retries = retries;
        http = client.newBuilder()
                .callTimeout(callTimeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /** Sends what may be sent twice. */
    Envelope post(String path, Map<String, Object> body) throws ApiFailure {
        Request request =
                request(path).post(RequestBody.create(Json.bytes(body), JSON)).build();
        Retries.Attempts attempts = retries.attempts();
        while (true) {
            try {
                return send(request);
            } catch (ApiFailure failure) {
                attempts.pauseAfter(failure);
            }
        }
    }

    private Request.Builder request(String path) {
        return new Request.Builder()
                .url(baseUrl.newBuilder().addPathSegments(path).build())
                .header("Authorization", "Bearer " + token.reveal());
    }

    private Envelope send(Request request) throws ApiFailure {
        Answer answer = answer(request);
        Optional<Envelope> envelope = Envelope.read(answer.body());
        if (answer.isOk() && envelope.isPresent() && envelope.get().success()) {
            return envelope.get();
        }
        throw ApiFailure.refused(answer, envelope);
    }

    private Answer answer(Request request) throws ApiFailure {
        try (Response response = http.newCall(request).execute()) {
            return Answer.of(response, token);
        } catch (IOException e) {
            throw ApiFailure.unreachable(e);
        }
    }
}
