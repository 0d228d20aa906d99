package dev.seaworthy.core.deploy.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What programs make of a text when they write it: Base64 at any offset, hexadecimal digits, percent-encoding, a string
 * of JSON.
 */
final class SecretForms {
    /** What is left as it is, beside letters and digits, by each way to percent-encode. */
    private static final Set<String> UNENCODED = Set.of(
            "-_.~", // RFC 3986, section 2.3
            "-_.~/", // as a path
            "-_.!~*'()", // encodeURIComponent of ECMAScript
            "-_.!~*'();,/?:@&=+$#"); // encodeURI of it

    /** What is escaped in JSON beside what must be: nothing, the slash, and what HTML obeys. */
    private static final Set<String> ESCAPED = Set.of("", "/", "<>&");

    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = LOWER.withUpperCase();
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private final Set<String> forms = new LinkedHashSet<>();

    private SecretForms() {}

    static Set<String> of(String text) {
        SecretForms all = new SecretForms();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        all.addBase64(bytes);
        all.addHex(bytes);
        all.addUrl(text, bytes);
        all.addJson(text);
        return all.forms;
    }

    private void addBase64(byte[] bytes) {
        for (int offset = 0; offset < 3; offset++) {
            forms.add(base64(Base64.getEncoder(), bytes, offset));
            forms.add(base64(Base64.getUrlEncoder(), bytes, offset));
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

    private void addHex(byte[] bytes) {
        forms.add(LOWER.formatHex(bytes));
        forms.add(UPPER.formatHex(bytes));
    }

    private void addUrl(String text, byte[] bytes) {
        addUrl(URLEncoder.encode(text, StandardCharsets.UTF_8));
        addUrl(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        UNENCODED.forEach(unencoded -> addUrl(percent(bytes, unencoded)));
    }

    private void addUrl(String encoded) {
        forms.add(encoded);
        forms.add(PERCENT.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
    }

    private static String percent(byte[] bytes, String unencoded) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || unencoded.indexOf(c) >= 0);
            if (kept) {
                encoded.append(c);
            } else {
                encoded.append('%').append(UPPER.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private void addJson(String text) {
        for (String escaped : ESCAPED) {
            forms.add(json(text, escaped, Character.MAX_VALUE));
            forms.add(json(text, escaped, '~'));
        }
    }

    private static String json(String text, String escaped, char last) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int control = "\b\t\n\f\r".indexOf(c);
            if (control >= 0) {
                json.append('\\').append("btnfr".charAt(control));
            } else if (c == '"' || c == '\\' || (c == '/' && escaped.indexOf(c) >= 0)) {
                json.append('\\').append(c);
            } else if (c < ' ' || c > last || escaped.indexOf(c) >= 0) {
                json.append("\\u").append(LOWER.toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
