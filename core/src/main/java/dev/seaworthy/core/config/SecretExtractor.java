package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets every constraint on text stand on a {@link Secret}. */
@UnwrapByDefault
final class SecretExtractor implements ValueExtractor<@ExtractedValue(type = String.class) Secret> {
    @Override
    public void extractValues(Secret secret, ValueReceiver receiver) {
        receiver.value(null, secret.reveal());
    }
}
