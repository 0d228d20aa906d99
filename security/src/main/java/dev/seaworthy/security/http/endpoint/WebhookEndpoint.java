package dev.seaworthy.security.http.endpoint;

import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.webhook.WebhookFlaw;
import dev.seaworthy.security.webhook.WebhookSignatures;
import dev.seaworthy.security.webhook.WebhookVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes webhooks by POST, and hands on those alone whose signature is right. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: nothing of a body is read as anything before its signature is found right. A body of more than
 * 1 MiB is answered by 413, unread beyond that; a signature that is missing or unreadable by 400 before the body is
 * read, one that is wrong, old or early by 403.
 *
 * <p><b>Not covered</b>: a delivery that comes again. Senders repeat what they got no answer to, and an eavesdropper
 * can within the tolerance: keep the id, Stripe's that of the event in the body, in the transaction that does the work,
 * as no one else knows whether it was done.
 */
public final class WebhookEndpoint implements Endpoint {
    /** The longest body: {@value} bytes, if not said. */
    public static final int MAX_BYTES = 1 << 20;

    private final WebhookSignatures signatures;
    private final Receiver receiver;
    private final int maxBytes;

    private WebhookEndpoint(WebhookSignatures signatures, Receiver receiver, int maxBytes) {
        this.signatures = signatures;
        this.receiver = receiver;
        this.maxBytes = maxBytes;
    }

    public static WebhookEndpoint of(WebhookSignatures signatures, Receiver receiver) {
        return new WebhookEndpoint(signatures, receiver, MAX_BYTES);
    }

    /** The same with another bound of the body. */
    public WebhookEndpoint maxBytes(int bytes) {
        if (bytes < 1 || bytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxBytes is " + bytes + "; give 1 or more");
        }
        return new WebhookEndpoint(signatures, receiver, bytes);
    }

    @Override
    public Answer answer(IncomingRequest request) throws IOException {
        if (!request.method().equals("POST")) {
            return refusal(405, "use POST").with("Allow", "POST");
        }
        Optional<WebhookFlaw> flaw = signatures.flaw(request::line);
        if (flaw.isPresent()) {
            return refusal(flaw.get());
        }
        byte[] body = request.body().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            return refusal(413, "the body is too large");
        }
        WebhookVerdict verdict = signatures.verify(request::line, body);
        return verdict instanceof WebhookVerdict.Verified verified
                ? received(new Delivery(verified.id(), verified.signed(), new String(body, StandardCharsets.UTF_8)))
                : refusal(((WebhookVerdict.Refused) verdict).flaw());
    }

    private Answer received(Delivery delivery) throws IOException {
        return Objects.requireNonNull(receiver.receive(delivery), "the receiver of a webhook gave no answer");
    }

    private static Answer refusal(WebhookFlaw flaw) {
        boolean isUnread = flaw == WebhookFlaw.UNSIGNED || flaw == WebhookFlaw.MALFORMED;
        return refusal(isUnread ? 400 : 403, "the webhook is refused: " + flaw.message());
    }

    private static Answer refusal(int status, String why) {
        return Answer.json(status, "{\"error\":\"" + why + "\"}");
    }

    /** Does what a webhook asks. */
    @FunctionalInterface
    public interface Receiver {
        /** Answers it, with a status from 200 to 299 if the sender need not send it again; what it throws is a 500. */
        Answer receive(Delivery delivery) throws IOException;
    }
}
