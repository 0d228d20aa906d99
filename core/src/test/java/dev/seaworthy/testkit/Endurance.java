package dev.seaworthy.testkit;

/** The size of a test that is tagged {@code endurance}. */
public final class Endurance {
    private Endurance() {}

    /** {@code full} with {@code -Dseaworthy.endurance=full}, else {@code reduced}. */
    public static int size(int reduced, int full) {
        return "full".equals(System.getProperty("seaworthy.endurance")) ? full : reduced;
    }
}
