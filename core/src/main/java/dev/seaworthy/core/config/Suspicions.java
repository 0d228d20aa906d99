package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.host.LocalHost;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.HostPort;
import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Values that are well formed, but that production should not run on. */
final class Suspicions {
    /** What some put in for a secret while they set things up. */
    private static final Set<String> FEEBLE = Set.of(
            "password", "passw0rd", "secret", "admin", "test", "dummy", "example", "letmein", "qwerty", "12345678");

    private static final int LONG_ENOUGH_TO_VARY = 8;

    /** A longer text is no feeble word with digits behind it. */
    private static final int LONGEST_FEEBLE = 16;

    private Suspicions() {}

    static Optional<Problem> of(Reading reading) {
        Object value = reading.value();
        return value == null ? Optional.empty() : reading.text().flatMap(text -> of(reading, text, value));
    }

    private static Optional<Problem> of(Reading reading, String text, Object value) {
        Setting<?> setting = reading.setting();
        if (!setting.takesPlaceholder() && (setting.isSecret() || !isDefault(setting, text))) {
            if (setting.isFreeText() && isPlaceholder(setting, text, value, reading.isWrittenToStay())) {
                return found(Code.PLACEHOLDER, setting, "is a placeholder, not a value for production");
            }
            if (isExample(setting, text, value)) {
                return found(Code.EXAMPLE_VALUE, setting, "is the example's own value, not one for production");
            }
        }
        return setting.isSecret() ? ofSecret(setting, text, value) : ofPublic(setting, text, value);
    }

    private static Optional<Problem> ofSecret(Setting<?> setting, String text, Object value) {
        if (isAny(value, part -> isWeak(part instanceof Secret secret ? secret.reveal() : text))) {
            return found(Code.WEAK_SECRET, setting, "is no secret: it can be guessed");
        }
        if (!text.equals(text.strip())) {
            return found(Code.EDGE_SPACE, setting, "begins or ends with white space, which is rarely a part of it");
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofPublic(Setting<?> setting, String text, Object value) {
        if (setting.isPublicUrl() && isAny(value, Suspicions::isLocal)) {
            return found(
                    Code.LOCAL_URL, setting, "must lead to a public host, not to this machine or a private network");
        }
        return setting.isForBrowsers() && Credentials.areIn(text)
                ? found(Code.PUBLIC_CREDENTIALS, setting, "holds credentials, and every browser will see them")
                : Optional.empty();
    }

    private static boolean isDefault(Setting<?> setting, String text) {
        return text.equals(setting.defaultIn(Stage.PRODUCTION).orElse(""));
    }

    private static boolean isPlaceholder(Setting<?> setting, String text, Object value, boolean escaped) {
        return isAny(value, part -> {
            if (part instanceof Secret secret) {
                return !isFeeble(secret.reveal()) && Placeholders.inSecret(secret.reveal(), escaped);
            }
            if (part instanceof String plain) {
                return Placeholders.inText(plain, escaped);
            }
            if (part instanceof URI url) {
                return Placeholders.inPassword(url.toString(), escaped);
            }
            return part == value && setting.isSecret() && Placeholders.inSecret(text, escaped);
        });
    }

    /** An address shows the shape by the example of its type, when none is declared. */
    private static boolean isExample(Setting<?> setting, String text, Object value) {
        if (value instanceof URI || value instanceof HostPort) {
            return setting.example().filter(text::equals).isPresent();
        }
        boolean isOfTexts = value instanceof String || value instanceof Collection<?> || value instanceof Map<?, ?>;
        return (setting.isSecret() || (setting.isFreeText() && isOfTexts))
                && setting.declaredExample().filter(text::equals).isPresent();
    }

    /** Whether it holds for a value, or for one of its elements. */
    static boolean isAny(Object value, Predicate<Object> judge) {
        if (value instanceof Map<?, ?> entries) {
            return isAny(entries.values(), judge);
        }
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (judge.test(element)) {
                    return true;
                }
            }
            return false;
        }
        return judge.test(value);
    }

    private static boolean isLocal(Object value) {
        return value instanceof URI url
                ? LocalHost.isLocal(url)
                : WebAddress.of(value).filter(LocalHost::isLocal).isPresent();
    }

    private static boolean isWeak(String secret) {
        return !secret.isEmpty() && (isFeeble(secret) || hardlyVaries(secret));
    }

    /** A feeble word, whatever digits and marks are behind it. */
    private static boolean isFeeble(String secret) {
        if (secret.length() > LONGEST_FEEBLE) {
            return false;
        }
        int end = secret.length();
        while (end > 0 && !Character.isLetter(secret.charAt(end - 1))) {
            end--;
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        return FEEBLE.contains(lower) || FEEBLE.contains(lower.substring(0, end));
    }

    /** Whether it is a row of one character, or of two. */
    private static boolean hardlyVaries(String text) {
        char one = text.charAt(0);
        char two = text.charAt(text.length() - 1);
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) != one && text.charAt(i) != two) {
                return false;
            }
        }
        return text.length() >= LONG_ENOUGH_TO_VARY;
    }

    private static Optional<Problem> found(Code code, Setting<?> setting, String rule) {
        return Optional.of(Problem.of(code, setting.name(), rule));
    }
}
