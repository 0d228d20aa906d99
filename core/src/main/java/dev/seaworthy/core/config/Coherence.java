package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.Refusal;
import dev.seaworthy.core.config.value.Stage;
import java.util.Optional;

/** Refuses a setting whose parts contradict each other. */
final class Coherence {
    private Coherence() {}

    static void verify(Setting<?> setting, Optional<String> declaredExample) {
        Presence presence = setting.presence();
        if (setting.isSecret() && setting.isForBrowsers()) {
            throw new IllegalArgumentException("a secret must not bear a prefix that hands it to browsers");
        }
        if (presence.takesEmpty() && !setting.text().takesEmpty()) {
            throw new IllegalArgumentException("@AllowEmpty: an empty text is no " + setting.type());
        }
        for (Stage stage : Stage.values()) {
            Optional<String> text = presence.defaultIn(stage);
            if (text.isPresent()) {
                Object value = converted(setting, "@Default", text.get());
                if (value instanceof Stage told && !told.isProduction()) {
                    throw new IllegalArgumentException("a missing stage means production, so it has no other default");
                }
            }
        }
        if (declaredExample.isPresent()) {
            converted(setting, "@Example", declaredExample.get());
        }
    }

    private static Object converted(Setting<?> setting, String what, String text) {
        try {
            return setting.convert(text);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(what + " " + refusal.rule(), refusal);
        }
    }
}
