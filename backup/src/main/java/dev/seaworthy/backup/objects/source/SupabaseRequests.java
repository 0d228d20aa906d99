package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.retry.RetryRules;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.net.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests of a project's storage, with its key, sent again if that may help. */
record SupabaseRequests(Supplier<HttpClient> client, URI storage, Secret key, Duration timeout, RetryRules rules) {
    private static final Logger LOG = LoggerFactory.getLogger(SupabaseRequests.class);

    /** Far more than a page of 1,000 objects has. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int MOST_BYTES_OF_FAILURE = 64 * 1024;

    /** Made when it is first wanted, because a client begins a thread; that ends when nothing holds the client. */
    static final class OwnClient implements Supplier<HttpClient> {
        private @Nullable HttpClient client;

        @Override
        public synchronized HttpClient get() {
            HttpClient ready = client;
            if (ready == null) {
                ready = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
                client = ready;
            }
            return ready;
        }
    }

    /** What asks once. */
    interface Request<T> {
        T send() throws IOException, InterruptedException, Refused;
    }

    /** An answer that is none of what was asked for. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient SupabaseAnswer answer;
        private final transient Optional<Duration> after;

        private Refused(String told, SupabaseAnswer answer, Optional<Duration> after) {
            super(told);
            this.answer = answer;
            this.after = after;
        }

        private boolean mayPass() {
            int status = answer.meant();
            return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 507);
        }
    }

    /** A path with its segments encoded, after the address of the storage. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(storage + path))
                .timeout(timeout)
                .header("apikey", key.reveal())
                .header("Authorization", "Bearer " + key.reveal());
    }

    /** A whole answer, in memory. */
    SupabaseAnswer ask(String what, String about, HttpRequest request) {
        return again(what, about, () -> {
            HttpResponse<byte[]> response = within(request);
            SupabaseAnswer answer = SupabaseAnswer.of(response.statusCode(), response.body());
            if (!answer.isOk()) {
                throw refused(answer, response);
            }
            if (response.body().length == MOST_BYTES) {
                throw new IOException("It is longer than " + MOST_BYTES + " bytes");
            }
            return answer;
        });
    }

    private HttpResponse<byte[]> within(HttpRequest request) throws IOException, InterruptedException {
        try {
            return Exchange.within(timeout, client.get(), request, MOST_BYTES);
        } catch (TimeoutException e) {
            throw new IOException("No answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /** An answer whose body is read by the caller. */
    HttpResponse<InputStream> open(String what, String about, HttpRequest request) {
        return again(what, about, () -> openOnce(request));
    }

    HttpResponse<InputStream> openOnce(HttpRequest request) throws IOException, InterruptedException, Refused {
        HttpResponse<InputStream> response = client.get().send(request, head -> new TimedBody(timeout));
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        try (InputStream body = response.body()) {
            byte[] failure = body.readNBytes(MOST_BYTES_OF_FAILURE);
            throw refused(SupabaseAnswer.of(response.statusCode(), failure), response);
        }
    }

    /** Whatever the other side puts into a message, the key is not shown. */
    private Refused refused(SupabaseAnswer answer, HttpResponse<?> response) {
        return new Refused(answer.told(key), answer, retryAfter(response));
    }

    /** In seconds; as a date it is not heeded. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    <T> T again(String what, String about, Request<T> request) {
        RetryRules.Attempts attempts = rules.attempts();
        while (true) {
            try {
                return request.send();
            } catch (InterruptedException e) {
                throw interrupted(what, about, e);
            } catch (IOException | Refused e) {
                rest(what, about, attempts, e);
            }
        }
    }

    /** Returns when it is time to try again, no sooner than the other side asks for; or fails. */
    void rest(String what, String about, RetryRules.Attempts attempts, Exception failure) {
        Duration asked = Duration.ZERO;
        boolean mayPass = true;
        if (failure instanceof Refused refused) {
            if (refused.answer.isOfNoObject() && !about.isEmpty()) {
                throw new MissingObjectException(about, refused);
            }
            asked = refused.after.orElse(Duration.ZERO);
            mayPass = refused.mayPass();
        }
        Duration next = attempts.afterFailure(mayPass, asked).orElseThrow(() -> failed(what, about, failure));
        LOG.info(
                "A request of Supabase Storage failed {} times and is tried again: {}",
                attempts.failures(),
                failure.getMessage());
        try {
            rules.pause().last(next);
        } catch (InterruptedException e) {
            throw interrupted(what, about, e);
        }
    }

    private StoreException interrupted(String what, String about, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new StoreException(about, "Could not " + what + " " + about + ": the thread was interrupted", cause);
    }

    StoreException failed(String what, String about, Exception failure) {
        return new StoreException(about, "Could not " + what + " " + about + ": " + failure.getMessage(), failure);
    }

    /** A key in a path: each byte that could mean anything else is encoded, and slashes stay. */
    static String encoded(String objectKey) {
        StringBuilder path = new StringBuilder();
        for (byte unit : objectKey.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (unit & 0xff);
            boolean isPlain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || "-._~/".indexOf(character) >= 0);
            path.append(isPlain ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return path.toString();
    }
}
