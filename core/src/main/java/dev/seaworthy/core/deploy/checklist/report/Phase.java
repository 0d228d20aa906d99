package dev.seaworthy.core.deploy.checklist.report;

/** When an item of a checklist is asked, in this order. */
public enum Phase {
    /** Before anything is changed. */
    PRE_DEPLOYMENT("Pre-deployment"),
    /** While the new version is brought in. */
    DEPLOYMENT("Deployment"),
    /** When the new version serves. */
    POST_DEPLOYMENT("Post-deployment");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** {@code Pre-deployment}. */
    public String title() {
        return title;
    }
}
