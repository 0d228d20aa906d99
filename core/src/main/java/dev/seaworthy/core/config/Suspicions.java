package dev.seaworthy.core.config;

import dev.seaworthy.core.config.host.LocalHost;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Values that are well formed, but that production should not run on. */
final class Suspicions {
    /** What some put in for a secret while they set things up. */
    private static final Set<String> FEEBLE = Set.of(
            "password", "passw0rd", "secret", "admin", "test", "dummy", "example", "letmein", "qwerty", "12345678");

    private static final int LONG_ENOUGH_TO_VARY = 8;

    private Suspicions() {}

    static Optional<Problem> of(Reading reading) {
        Object value = reading.value();
        return value == null ? Optional.empty() : reading.text().flatMap(text -> of(reading.setting(), text, value));
    }

    private static Optional<Problem> of(Setting<?> setting, String text, Object value) {
        if (setting.text().textual() && Placeholders.contain(text)) {
            return found(Code.PLACEHOLDER, setting, "is a placeholder, not a value for production");
        }
        if (isExample(setting, text)) {
            return found(Code.EXAMPLE_VALUE, setting, "is the example's own value, not one for production");
        }
        if (setting.isSecret()) {
            return ofSecret(setting, text);
        }
        return value instanceof URI url ? ofUrl(setting, url, text) : ofPublic(setting, text);
    }

    private static Optional<Problem> ofSecret(Setting<?> setting, String text) {
        if (FEEBLE.contains(text.toLowerCase(Locale.ROOT)) || (!text.isEmpty() && hardlyVaries(text))) {
            return found(Code.WEAK_SECRET, setting, "is no secret: it can be guessed");
        }
        if (!text.equals(text.strip())) {
            return found(Code.EDGE_SPACE, setting, "begins or ends with white space, which is rarely a part of it");
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofUrl(Setting<?> setting, URI url, String text) {
        if (setting.isPublicUrl() && LocalHost.isLocal(url)) {
            return found(
                    Code.LOCAL_URL, setting, "must lead to a public host, not to this machine or a private network");
        }
        return ofPublic(setting, text);
    }

    private static Optional<Problem> ofPublic(Setting<?> setting, String text) {
        return setting.isForBrowsers() && Printable.hasCredentials(text)
                ? found(Code.PUBLIC_CREDENTIALS, setting, "holds credentials, and every browser will see them")
                : Optional.empty();
    }

    private static boolean isExample(Setting<?> setting, String text) {
        return setting.text().textual()
                && setting.example().filter(text::equals).isPresent()
                && setting.defaultIn(Stage.PRODUCTION).filter(text::equals).isEmpty();
    }

    /** Whether it is a row of one character, or of two. */
    private static boolean hardlyVaries(String text) {
        char one = text.charAt(0);
        char two = text.charAt(text.length() - 1);
        return text.length() >= LONG_ENOUGH_TO_VARY
                && text.chars().allMatch(character -> character == one || character == two);
    }

    private static Optional<Problem> found(Code code, Setting<?> setting, String rule) {
        return Optional.of(Problem.of(code, setting.name(), rule));
    }
}
