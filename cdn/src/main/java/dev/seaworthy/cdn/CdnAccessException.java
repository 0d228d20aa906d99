package dev.seaworthy.cdn;

/** The token is none, has expired, or may not do this. */
public final class CdnAccessException extends CdnException {
    private static final long serialVersionUID = 1L;

    CdnAccessException(Builder builder) {
        super(builder);
    }
}
