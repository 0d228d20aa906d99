package dev.seaworthy.security.webhook;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The symmetric scheme of Standard Webhooks 1.0.0: {@code webhook-signature: v1,base64 v1,base64}, of
 * {@code webhook-id}, {@code webhook-timestamp} and the body, with dots between them. Several lines of signatures may
 * come as one, with commas between them.
 */
final class StandardScheme implements Scheme {
    private static final String VERSION = "v1,";

    /** A dot would let the id take over a part of what follows it. */
    private static final Pattern ID = Pattern.compile("[!-~&&[^.]]{1,256}");

    @Override
    public Claim read(Claim.Headers headers) throws RefusedException {
        String id = Claim.header(headers, "webhook-id");
        String time = Claim.header(headers, "webhook-timestamp");
        List<String> signatures = Stream.of(
                        Claim.header(headers, "webhook-signature").split(" ", -1))
                .map(each -> each.endsWith(",") ? each.substring(0, each.length() - 1) : each)
                .filter(each -> each.startsWith(VERSION))
                .toList();
        Instant signed = Claim.instant(time);
        if (!ID.matcher(id).matches() || signatures.isEmpty()) {
            throw new RefusedException(WebhookFlaw.MALFORMED);
        }
        return new Claim(Optional.of(id), signed, id + '.' + time + '.', signatures);
    }

    @Override
    public String text(byte[] mac) {
        return VERSION + Base64.getEncoder().encodeToString(mac);
    }
}
