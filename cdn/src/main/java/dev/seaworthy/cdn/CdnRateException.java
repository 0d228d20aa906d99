package dev.seaworthy.cdn;

/** It was asked too often; {@link #retryAfter()} is when to ask again, if it says so. */
public final class CdnRateException extends CdnException {
    private static final long serialVersionUID = 1L;

    CdnRateException(Builder builder) {
        super(builder);
    }
}
