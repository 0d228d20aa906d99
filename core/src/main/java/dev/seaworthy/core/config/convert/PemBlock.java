package dev.seaworthy.core.config.convert;

import java.util.Base64;
import java.util.Map;

/** One block of PEM, on lines, or on one line with {@code \n} in two characters, as an environment holds it. */
final class PemBlock {
    private static final Map<String, String> CONVERTED = Map.of(
            "RSA PRIVATE KEY", "PKCS#1",
            "EC PRIVATE KEY", "SEC1",
            "ENCRYPTED PRIVATE KEY", "encrypted");

    private PemBlock() {}

    static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    static String end(String label) {
        return "-----END " + label + "-----";
    }

    static String pattern(String label) {
        return "^\\s*" + begin(label) + "[A-Za-z0-9+/=\\s\\\\]+" + end(label) + "[nr\\s\\\\]*$";
    }

    /** The bytes inside the one block of {@code text}. */
    static byte[] read(String text, String label, String rule) throws Refusal {
        String lines = text.replace("\\r", "").replace("\\n", "\n").strip();
        refuseConvertible(lines, label);
        if (!lines.startsWith(begin(label)) || !lines.endsWith(end(label))) {
            throw new Refusal(rule);
        }
        String body = lines.substring(
                begin(label).length(),
                Math.max(begin(label).length(), lines.length() - end(label).length()));
        return Converter.parsing(rule, PemBlock::decoded).convert(body);
    }

    private static byte[] decoded(String body) {
        return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    }

    private static void refuseConvertible(String lines, String label) throws Refusal {
        for (Map.Entry<String, String> other : CONVERTED.entrySet()) {
            if (label.equals("PRIVATE KEY") && lines.contains(begin(other.getKey()))) {
                throw new Refusal("must be PKCS#8 without a password and is " + other.getValue()
                        + "; convert it by: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem");
            }
        }
    }
}
