package dev.seaworthy.security.secret;

import dev.seaworthy.core.SecretBytes;
import java.util.regex.Pattern;

/** A key that is not where the digests are; its name stands in each digest that was made with it. Immutable. */
public record Pepper(String id, SecretBytes key) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,8}");
    private static final int SHORTEST = 32;

    public Pepper {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a pepper's name is 1 to 8 letters, digits, - or _, such as the year; not \"" + id + '"');
        }
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "pepper " + id + " has " + key.length() + " bytes; give " + SHORTEST + " or more that are random");
        }
    }
}
