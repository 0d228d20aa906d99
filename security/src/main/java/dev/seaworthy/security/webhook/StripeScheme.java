package dev.seaworthy.security.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code Stripe-Signature: t=1492774577,v1=5257a8…,v0=…}: the {@code v1} are of {@code t}, a dot and the body. */
final class StripeScheme implements Scheme {
    private static final String TIME = "t=";
    private static final String SIGNATURE = "v1=";

    @Override
    public Claim read(Claim.Headers headers) throws RefusedException {
        String header = Claim.header(headers, "Stripe-Signature");
        List<String> times = values(header, TIME);
        List<String> signatures = values(header, SIGNATURE);
        if (times.size() != 1 || signatures.isEmpty()) {
            throw new RefusedException(WebhookFlaw.MALFORMED);
        }
        Instant signed = Claim.instant(times.get(0));
        return new Claim(Optional.empty(), signed, times.get(0) + '.', signatures);
    }

    private static List<String> values(String header, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : header.split(",", -1)) {
            String stripped = pair.strip();
            if (stripped.startsWith(name)) {
                values.add(stripped.substring(name.length()));
            }
        }
        return values;
    }

    @Override
    public String text(byte[] mac) {
        return HexFormat.of().formatHex(mac);
    }
}
