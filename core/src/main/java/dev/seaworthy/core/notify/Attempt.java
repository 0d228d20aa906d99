package dev.seaworthy.core.notify;

import dev.seaworthy.core.net.Exchange;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One exchange. Its status counts from the moment that it is there, however slowly a body follows. */
final class Attempt {
    /** Of a body, to look for a word that says why. */
    private static final int MOST_BYTES = 1_024;

    private final AtomicReference<@Nullable Head> head = new AtomicReference<>();
    private final UnaryOperator<String> code;
    private final InstantSource clock;

    private record Head(int status, HttpHeaders headers) {}

    /** What {@code code} makes of a body may be told: empty, or a word that is known. */
    Attempt(UnaryOperator<String> code, InstantSource clock) {
        this.code = code;
        this.clock = clock;
    }

    Answer make(HttpClient client, HttpRequest request, Duration longest) throws InterruptedException {
        try {
            byte[] body = Exchange.within(longest, client, request, MOST_BYTES, this::begin)
                    .body();
            return answer(new String(body, StandardCharsets.UTF_8), "");
        } catch (TimeoutException e) {
            return answer("", "no answer within " + longest.toMillis() + " ms; it may have arrived all the same");
        } catch (ExecutionException e) {
            return answer("", told(e));
        }
    }

    private void begin(HttpResponse.ResponseInfo answer) {
        head.set(new Head(answer.statusCode(), answer.headers()));
    }

    private Answer answer(String body, String failure) {
        Head heard = head.get();
        return heard == null
                ? Answer.none(failure)
                : Answer.of(heard.status(), heard.headers(), code.apply(body), clock.instant());
    }

    /** In words of ours, because a message of others may hold the address. */
    private static String told(Throwable failure) {
        for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof UnknownHostException || thrown instanceof UnresolvedAddressException) {
                return "the host name is not known";
            }
            if (thrown instanceof SSLException) {
                return "TLS failed: see the certificate of the other side";
            }
        }
        for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof ConnectException) {
                return "no connection";
            }
        }
        Throwable cause = failure.getCause();
        return "the exchange broke off: "
                + (cause == null ? failure : cause).getClass().getSimpleName();
    }
}
