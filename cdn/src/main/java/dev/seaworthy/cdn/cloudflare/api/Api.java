package dev.seaworthy.cdn.cloudflare.api;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Cloudflare's API v4 over HTTP. Safe for use by many threads. */
public final class Api {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final String baseUrl;
    private final Secret token;
    private final Retries retries;
    private final Circuit circuit;
    private final CallObserver observer;
    private final LongSupplier ticker;

    public Api(
            OkHttpClient client,
            URI baseUrl,
            Secret token,
            Duration callTimeout,
            Retries retries,
            Circuit circuit,
            CallObserver observer,
            LongSupplier ticker) {
        this.baseUrl = baseUrl.toString().replaceFirst("/+$", "") + "/";
        this.token = token;
        this.retries = retries;
        this.circuit = circuit;
        this.observer = observer;
        this.ticker = ticker;
        http = client.newBuilder()
                .callTimeout(callTimeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /**
     * Makes a call, and makes it again where that may help and does no harm.
     *
     * @throws ApiFailure the last
     */
    public Envelope send(Call call) throws ApiFailure {
        Retries.Attempts attempts = retries.attempts(call.mayRepeat());
        while (true) {
            try {
                return sendOnce(call);
            } catch (ApiFailure failure) {
                attempts.pauseAfter(failure);
            }
        }
    }

    private Envelope sendOnce(Call call) throws ApiFailure {
        circuit.enter();
        boolean answered = false;
        try {
            Answer answer = timed(call);
            Optional<Envelope> envelope = Envelope.read(answer.body());
            answered = answer.isAnswer();
            if (answer.isOk() && envelope.isPresent() && envelope.get().success()) {
                return envelope.get();
            }
            throw ApiFailure.refused(answer, envelope);
        } finally {
            if (!Thread.currentThread().isInterrupted()) {
                circuit.ended(answered);
            }
        }
    }

    private Answer timed(Call call) throws ApiFailure {
        long start = ticker.getAsLong();
        @Nullable Answer answer = null;
        try (Response response = http.newCall(request(call)).execute()) {
            answer = Answer.of(response, token);
            return answer;
        } catch (IOException e) {
            throw ApiFailure.unreachable(e);
        } finally {
            observer.ended(call.name(), outcome(answer), Duration.ofNanos(ticker.getAsLong() - start));
        }
    }

    private static String outcome(@Nullable Answer answer) {
        if (answer == null) {
            return "none";
        }
        return answer.isOk() ? "ok" : String.valueOf(answer.status());
    }

    private Request request(Call call) {
        RequestBody body = call.body()
                .map(value -> RequestBody.create(Json.bytes(value), JSON))
                .orElse(null);
        return new Request.Builder()
                .url(HttpUrl.get(baseUrl + call.path()))
                .header("Authorization", "Bearer " + token.reveal())
                .method(call.method(), body)
                .build();
    }
}
