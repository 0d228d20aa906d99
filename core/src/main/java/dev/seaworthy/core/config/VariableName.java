package dev.seaworthy.core.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a variable, and what it tells.
 *
 * @param file the variable that may name the file which holds the value
 * @param forBrowsers whether a build tool puts it into the code that browsers run
 * @param promisesSecret whether it ends as names of secrets do, which some declare as a text
 */
record VariableName(String text, String file, boolean forBrowsers, boolean promisesSecret) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> BROWSER =
            Set.of("NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "VITE_", "REACT_APP_", "VUE_APP_", "GATSBY_");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:.*_)?(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|(?:API|PRIVATE|SECRET|ACCESS)_?KEY|CREDENTIAL)S?");

    static VariableName of(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("Variable name \"" + text + "\": letters, digits and _ alone");
        }
        boolean forBrowsers = isForBrowsers(text);
        return new VariableName(
                text,
                text + "_FILE",
                forBrowsers,
                !forBrowsers && SECRET.matcher(text).matches());
    }

    private static boolean isForBrowsers(String text) {
        for (String prefix : BROWSER) {
            if (text.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
