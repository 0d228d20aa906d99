package dev.seaworthy.security.secret;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.declaration.Problems;
import java.util.List;
import java.util.regex.Pattern;

/** What a secret that is a text must be to open anything. */
public final class SecretText {
    /** The fewest characters: {@value}. */
    public static final int MIN_LENGTH = 16;

    private static final Pattern SENDABLE = Pattern.compile("[!-~]*");

    private SecretText() {}

    /** Tells what is wrong with each of them, never what it is; {@code remedy} says where a right one comes from. */
    public static void check(List<Secret> secrets, String remedy, Problems problems) {
        for (int i = 0; i < secrets.size(); i++) {
            String name = "secret " + (i + 1) + " of " + secrets.size();
            check(name, secrets.get(i).reveal(), remedy, problems);
        }
    }

    private static void check(String name, String value, String remedy, Problems problems) {
        if (value.length() < MIN_LENGTH) {
            problems.add(name + " is shorter than " + MIN_LENGTH + " characters; " + remedy);
        }
        if (!SENDABLE.matcher(value).matches()) {
            problems.add(
                    name + " holds a blank or other than printable ASCII, which no header carries unharmed; " + remedy);
        }
    }
}
