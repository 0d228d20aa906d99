package dev.seaworthy.cdn;

/** What was asked for is not there: another zone, or another address. */
public final class CdnNotFoundException extends CdnException {
    private static final long serialVersionUID = 1L;

    CdnNotFoundException(Builder builder) {
        super(builder);
    }
}
