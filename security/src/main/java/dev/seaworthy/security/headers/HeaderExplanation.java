package dev.seaworthy.security.headers;

/**
 * What one header of a set is for. Immutable.
 *
 * @param value as it is sent on a secure request; a nonce stands as {@code {nonce}}
 * @param purpose what it defends against, or what it is good for
 */
public record HeaderExplanation(String name, String value, String purpose) {
    @Override
    public String toString() {
        return name + ": " + value + "\n    " + purpose;
    }
}
