package dev.seaworthy.security.http.endpoint;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.CronResult;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.secret.SecretText;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a trigger for a scheduler outside that shows its secret: {@code Authorization: Bearer …} (RFC 6750 §2.1), by GET
 * as Vercel does with {@code CRON_SECRET}, or by POST. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: without the secret, nothing runs: 401. How long the comparison takes tells nothing of a secret,
 * its length included. No answer says why a run failed, and neither an answer nor a log holds what was sent.
 *
 * <p><b>Not covered</b>: how often somebody guesses; use long random secrets.
 */
public final class CronEndpoint implements Endpoint {
    /** The shortest secret: {@value} characters. */
    public static final int MIN_SECRET_LENGTH = SecretText.MIN_LENGTH;

    private static final Answer NOT_ALLOWED = Answer.json(405, "{\"success\":false,\"error\":\"use GET or POST\"}")
            .with("Allow", "GET, POST");
    private static final Answer UNAUTHORIZED = Answer.json(
                    401, "{\"success\":false,\"error\":\"a bearer token that is right is needed\"}")
            .with("WWW-Authenticate", "Bearer");

    private final CronTrigger trigger;
    private final BearerSecrets secrets;

    private CronEndpoint(CronTrigger trigger, BearerSecrets secrets) {
        this.trigger = trigger;
        this.secrets = secrets;
    }

    /**
     * Takes any of these secrets, so that one can be changed while another still holds.
     *
     * @throws IllegalArgumentException if one is shorter than {@value #MIN_SECRET_LENGTH} characters, or holds other
     *     than printable ASCII without blanks
     */
    public static CronEndpoint of(CronTrigger trigger, Secret secret, Secret... others) {
        List<Secret> secrets =
                Stream.concat(Stream.of(secret), Stream.of(others)).toList();
        return new CronEndpoint(trigger, BearerSecrets.of("CronEndpoint", secrets));
    }

    @Override
    public Answer answer(IncomingRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            return NOT_ALLOWED;
        }
        if (!secrets.isShownBy(request)) {
            return UNAUTHORIZED;
        }
        CronResult result = trigger.run();
        return Answer.json(result.httpStatus(), result.toJson());
    }
}
