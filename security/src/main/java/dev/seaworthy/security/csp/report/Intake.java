package dev.seaworthy.security.csp.report;

/** What became of a request with reports. */
public enum Intake {
    /** At least one violation was counted. */
    COUNTED(204),
    /** Not read, because only a sample is. */
    SAMPLED_OUT(204),
    /** Well formed, but without a violation of a policy, or of another site's. */
    NOTHING_FOR_US(204),
    /** Not JSON of the form that browsers send, or nested too deeply. */
    MALFORMED(400),
    TOO_LARGE(413),
    /** Neither {@code application/csp-report} nor {@code application/reports+json}. */
    UNSUPPORTED_TYPE(415);

    private final int status;

    Intake(int status) {
        this.status = status;
    }

    /** The HTTP status to answer with; browsers make nothing of it. */
    public int status() {
        return status;
    }
}
