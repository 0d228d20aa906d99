package dev.seaworthy.security.scan.grade;

import java.util.Objects;

/**
 * One thing that was found. Immutable. Its texts are printable ASCII and cut, as what was scanned may be anybody's.
 *
 * @param id the same for the same kind of finding, for whoever decides by it: {@code nonce-reused}
 * @param what what was found, and what follows from it
 * @param evidence where it was seen, and how; never the value of a cookie or of a nonce; empty if there is none
 * @param fix what to do about it; empty where there is nothing to do
 */
public record ScanFinding(String id, Severity severity, String what, String evidence, String fix) {
    private static final int MOST_SHOWN = 300;

    /** How bad it is, the worst first. */
    public enum Severity {
        /** Whoever has a page of his own visited takes over what the visitor may do here. */
        CRITICAL,
        /** A protection is missing or void. */
        HIGH,
        /** A protection has a hole. */
        MEDIUM,
        /** It should be better, or could not be found out. */
        LOW,
        /** Worth knowing. */
        NOTE;

        /** Whether it is as bad as {@code other}, or worse. */
        public boolean isAtLeast(Severity other) {
            return compareTo(other) <= 0;
        }

        /** The best grade that a finding beside the Observatory's tests lets through. */
        public Grade best() {
            return switch (this) {
                case CRITICAL -> Grade.F;
                case HIGH -> Grade.C;
                case MEDIUM -> Grade.B;
                case LOW -> Grade.A;
                case NOTE -> Grade.A_PLUS;
            };
        }
    }

    public ScanFinding {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(severity, "severity");
        what = shown(what);
        evidence = shown(evidence);
        fix = shown(fix);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < MOST_SHOWN; i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return shown.length() < MOST_SHOWN ? shown.toString() : shown + "...";
    }

    /** {@code HIGH nonce-reused: Two answers had … Make one for …}. */
    @Override
    public String toString() {
        return severity + " " + id + ": " + what + "." + (evidence.isEmpty() ? "" : " Seen: " + evidence + ".")
                + (fix.isEmpty() ? "" : " " + fix + ".");
    }
}
