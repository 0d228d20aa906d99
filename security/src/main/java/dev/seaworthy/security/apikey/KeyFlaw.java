package dev.seaworthy.security.apikey;

/** Why a text can't be a key of this service; found without asking the store. */
public enum KeyFlaw {
    /** It has another form. */
    NO_KEY("it is no API key"),
    /** The checksum is not that of the rest: a character is wrong, or was lost and replaced. */
    TYPO("its checksum is wrong, so it was not copied as it is"),
    /** A key of another service that uses this form. */
    OTHER_PREFIX("it is a key of another service"),
    /** Such as a test key that was sent to the live service. */
    OTHER_ENVIRONMENT("it is a key of another environment");

    private final String message;

    KeyFlaw(String message) {
        this.message = message;
    }

    /** For whoever sent it; it does not hold what was sent. */
    public String message() {
        return message;
    }
}
