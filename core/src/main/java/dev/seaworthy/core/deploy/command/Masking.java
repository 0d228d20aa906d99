package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Hides secrets in one line of text: as they are, each line of one of many lines, in Base64 at any offset, and
 * URL-encoded.
 */
final class Masking {
    /** Of a part of a secret, or of another form of it: a shorter one would hide half of what is written. */
    private static final int SHORTEST_DERIVED = 8;

    private final Set<String> forms = new LinkedHashSet<>();

    Masking(Collection<Secret> secrets) {
        for (Secret secret : secrets) {
            add(secret.reveal());
        }
    }

    private void add(String secret) {
        boolean single = secret.lines().count() == 1;
        secret.lines().map(Controls::strip).forEach(line -> derive(line, single));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < 3; offset++) {
            derive(base64(Base64.getEncoder(), bytes, offset), false);
            derive(base64(Base64.getUrlEncoder(), bytes, offset), false);
        }
        derive(URLEncoder.encode(secret, StandardCharsets.UTF_8), false);
        derive(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"), false);
    }

    private void derive(String form, boolean whole) {
        if (!form.isEmpty() && (whole || form.length() >= SHORTEST_DERIVED)) {
            forms.add(form);
        }
    }

    /** What stands for all of these bytes, and for nothing else, when so many other bytes stand before them. */
    private static String base64(Base64.Encoder encoder, byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int from = (offset * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return from < to ? text.substring(from, to) : "";
    }

    /** The most characters that a form has. */
    int longest() {
        return forms.stream().mapToInt(String::length).max().orElse(0);
    }

    boolean finds(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    String mask(String text) {
        BitSet hidden = new BitSet(text.length());
        for (String form : forms) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                hidden.set(at, at + form.length());
            }
        }
        return hidden.isEmpty() ? text : masked(text, hidden);
    }

    private static String masked(String text, BitSet hidden) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int from = hidden.nextSetBit(at);
            if (from < 0) {
                return shown.append(text, at, text.length()).toString();
            }
            shown.append(text, at, from).append(Secret.MASK);
            at = hidden.nextClearBit(from);
        }
        return shown.toString();
    }
}
