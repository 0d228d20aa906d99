package dev.seaworthy.cdn.cloudflare.api;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One HTTP answer, read as far as it matters. The token, if a proxy echoed it, is masked. */
record Answer(int status, @Nullable String rayId, Optional<Duration> retryAfter, String body) {
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_SHOWN = 200;

    static Answer of(Response response, Secret token) throws IOException {
        String body = response.peekBody(MOST_BYTES).string().replace(token.reveal(), Secret.MASK);
        return new Answer(response.code(), response.header("cf-ray"), RetryAfter.of(response.headers()), body);
    }

    /** At most {@value #MOST_SHOWN} characters, in one line. */
    static String excerpt(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
    }

    /** Of the API, whatever it says; a server that fails, and a body that nobody can read, are none. */
    boolean isAnswer() {
        return status < 500 && (!isOk() || Envelope.read(body).isPresent());
    }

    boolean isOk() {
        return status / 100 == 2;
    }

    boolean isRedirect() {
        return status / 100 == 3;
    }
}
