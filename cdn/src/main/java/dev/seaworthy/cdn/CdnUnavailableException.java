package dev.seaworthy.cdn;

/**
 * It did not answer, answered that it cannot, or answered what nobody can read, also when asked again; or it has done
 * so for a while and is not asked for the moment. The same call may succeed later.
 */
public final class CdnUnavailableException extends CdnException {
    private static final long serialVersionUID = 1L;

    CdnUnavailableException(Builder builder) {
        super(builder);
    }
}
