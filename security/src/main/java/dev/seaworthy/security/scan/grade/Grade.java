package dev.seaworthy.security.scan.grade;

import java.util.Arrays;

/** The grades of MDN's HTTP Observatory, the best first. */
public enum Grade {
    A_PLUS("A+", 100),
    A("A", 90),
    A_MINUS("A-", 85),
    B_PLUS("B+", 80),
    B("B", 70),
    B_MINUS("B-", 65),
    C_PLUS("C+", 60),
    C("C", 50),
    C_MINUS("C-", 45),
    D_PLUS("D+", 40),
    D("D", 30),
    D_MINUS("D-", 25),
    F("F", Integer.MIN_VALUE);

    private final String text;
    private final int leastScore;

    Grade(String text, int leastScore) {
        this.text = text;
        this.leastScore = leastScore;
    }

    /** Of any score; one above 100 is as good as 100. */
    public static Grade of(int score) {
        return Arrays.stream(values())
                .filter(grade -> score >= grade.leastScore)
                .findFirst()
                .orElse(F);
    }

    /** Whether it is as good as {@code other}, or better. */
    public boolean isAtLeast(Grade other) {
        return compareTo(other) <= 0;
    }

    /** The worse of the two. */
    public Grade heldAt(Grade other) {
        return isAtLeast(other) ? other : this;
    }

    /** {@code A+}. */
    @Override
    public String toString() {
        return text;
    }
}
