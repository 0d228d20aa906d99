package dev.seaworthy.security.http;

import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one response carries, whatever becomes of its request, and whether it is answered already. Immutable. */
public final class Passage {
    /** Under which name adapters give the nonce to the page, as a text, in an attribute: {@value}. */
    public static final String NONCE_ATTRIBUTE = "dev.seaworthy.security.nonce";

    /** Under which name adapters give themselves, a {@link Passage}, to the application: {@value}. */
    public static final String ATTRIBUTE = "dev.seaworthy.security.passage";

    private final SecurityHeaders headers;
    private final boolean secure;
    private final @Nullable Nonce nonce;
    private final CorsDecision cors;
    private final Supplier<Optional<InetAddress>> client;
    private final Verdict verdict;

    Passage(
            SecurityHeaders headers,
            boolean secure,
            @Nullable Nonce nonce,
            CorsDecision cors,
            Supplier<Optional<InetAddress>> client,
            Verdict verdict) {
        this.headers = headers;
        this.secure = secure;
        this.nonce = nonce;
        this.cors = cors;
        this.client = client;
        this.verdict = verdict;
    }

    /** Writes the headers, also anew, after something has taken them away; nonce and decision stay what they are. */
    public void writeTo(HeaderSink sink) {
        if (nonce == null) {
            headers.writeTo(sink, secure);
        } else {
            headers.writeTo(sink, secure, nonce);
        }
        vary(sink);
    }

    /** Writes again what the answer varies by, after the application has set {@code Vary}. */
    public void vary(HeaderSink sink) {
        cors.writeTo(sink);
        for (Ruling ruling : verdict.rulings()) {
            ruling.writeTo(sink);
        }
    }

    /**
     * Takes away what is stripped, and writes again what the application has taken away and what the answer varies by,
     * just before the head of the response is sent: for servers whose responses can't be watched meanwhile.
     */
    public void settle(HeaderSink sink) {
        writeTo(new MissingHeaders(sink));
    }

    /** Who asks, as the trusted proxies tell; empty if they do not, or it came by a Unix socket. */
    public Optional<InetAddress> clientAddress() {
        return client.get();
    }

    /** Whether the client's own request came by TLS, as the trusted proxies tell. */
    public boolean isSecure() {
        return secure;
    }

    /** The answer in place of the application's; its headers go after those of {@link #writeTo}. */
    public Optional<Answer> answer() {
        return Optional.ofNullable(verdict.answer());
    }

    /** Who asks, as the guards found; empty if none of them knows, or it was refused before. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(verdict.identity());
    }

    /** For the scripts and styles of the page; empty if no policy uses one. */
    public Optional<Nonce> nonce() {
        return Optional.ofNullable(nonce);
    }

    /** Whether no response carries this header, the application's own included. */
    public boolean strips(String header) {
        return headers.removes(header);
    }
}
