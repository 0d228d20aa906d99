package dev.seaworthy.security.apikey;

import dev.seaworthy.security.apikey.store.ApiKey;
import java.util.Optional;

/**
 * What came of a key that was shown. Only who has the secret learns that a key is expired or revoked: to all others it
 * is unknown.
 */
public sealed interface KeyVerdict {
    /** It opens what its scopes say. */
    record Valid(ApiKey key) implements KeyVerdict {}

    /** It has had its time; {@link ApiKey#ends} says until when. */
    record Expired(ApiKey key) implements KeyVerdict {}

    /** It was taken back; {@link ApiKey#revoked} says when. */
    record Revoked(ApiKey key) implements KeyVerdict {}

    /** There is none with this id and this secret. */
    record Unknown() implements KeyVerdict {}

    /** It is no key of this service, as can be seen without asking the store. */
    record Malformed(KeyFlaw flaw) implements KeyVerdict {}

    default boolean isValid() {
        return this instanceof Valid;
    }

    /** Whose key it is, if it is valid. */
    default Optional<ApiKey> validKey() {
        return this instanceof Valid valid ? Optional.of(valid.key()) : Optional.empty();
    }
}
