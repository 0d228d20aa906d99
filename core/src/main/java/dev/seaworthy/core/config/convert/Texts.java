package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.Secret;
import java.util.Map;
import java.util.Optional;

/** Text as it is. */
final class Texts {
    static final Map<Class<?>, TextType> TYPES = Map.of(
            String.class,
            new TextType(
                    "text",
                    "must be a text",
                    Optional.of("text"),
                    Map.of("type", "string"),
                    false,
                    true,
                    true,
                    text -> text),
            Secret.class,
            new TextType(
                    "secret",
                    "must be a text",
                    Optional.empty(),
                    Map.of("type", "string"),
                    true,
                    true,
                    true,
                    Secret::of));

    private Texts() {}
}
