package dev.seaworthy.core.config.host;

import java.util.regex.Pattern;

/** The name of a host: labels of ASCII letters, digits and inner hyphens, as RFC 952 and RFC 1123 §2.1 have it. */
public final class HostName {
    private static final int LONGEST = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private HostName() {}

    /** False for what ends in a label of digits alone: some read {@code 127.1} as an address. */
    public static boolean isValid(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return !DIGITS.matcher(labels[labels.length - 1]).matches();
    }

    public static boolean isNameOrAddress(String text) {
        return isValid(text) || IpLiteral.parse(text).isPresent();
    }
}
