package dev.seaworthy.security.apikey;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How keys look: {@code prefix_environment_id_secret_checksum}. The id has 71 random bits, the secret 256, and the
 * checksum is of all that stands before its underscore.
 */
record KeyForm(String prefix, String environment) {
    static final String WORD = "[a-z][a-z0-9]{1,15}";

    private static final int ID = 12;

    /** The fewest characters of Base62 that have 256 bits. */
    private static final int SECRET = 43;

    private static final String REST = "_[0-9A-Za-z]{" + SECRET + "}_[0-9A-Za-z]{" + Checksum.LENGTH + "}";
    private static final Pattern BARE_ID = Pattern.compile("[0-9A-Za-z]{" + ID + "}");
    private static final Pattern SHAPE =
            Pattern.compile("(" + WORD + ")_(" + WORD + ")_([0-9A-Za-z]{" + ID + "})" + REST);

    /** A key that was read, or why it is none of ours. */
    record Reading(String id, Optional<KeyFlaw> flaw) {
        private static Reading flawed(KeyFlaw flaw) {
            return new Reading("", Optional.of(flaw));
        }
    }

    /** A new one. */
    String next(SecureRandom random) {
        String body =
                prefix + '_' + environment + '_' + Base62.random(random, ID) + '_' + Base62.random(random, SECRET);
        return body + '_' + Checksum.of(body);
    }

    /** Reads whatever was shown, and asks nobody. */
    Reading read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Reading.flawed(KeyFlaw.NO_KEY);
        }
        int end = text.length() - Checksum.LENGTH;
        if (!Checksum.of(text.substring(0, end - 1)).equals(text.substring(end))) {
            return Reading.flawed(KeyFlaw.TYPO);
        }
        if (!parts.group(1).equals(prefix)) {
            return Reading.flawed(KeyFlaw.OTHER_PREFIX);
        }
        return parts.group(2).equals(environment)
                ? new Reading(parts.group(3), Optional.empty())
                : Reading.flawed(KeyFlaw.OTHER_ENVIRONMENT);
    }

    /** The id in a key, or what is one by itself. */
    Optional<String> idOf(String text) {
        Reading reading = read(text);
        if (reading.flaw().isEmpty()) {
            return Optional.of(reading.id());
        }
        return BARE_ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** Finds keys of this prefix, of whatever environment and whatever stands beside them, as {@code \n} in JSON. */
    String scannerPattern() {
        return prefix + "_" + WORD + "_[0-9A-Za-z]{" + ID + "}" + REST;
    }
}
