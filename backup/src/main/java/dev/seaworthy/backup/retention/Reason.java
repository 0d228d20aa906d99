package dev.seaworthy.backup.retention;

import java.util.Objects;

/**
 * Why a backup is kept. Immutable.
 *
 * @param detail which slot, which case, until when: as its kind says; empty where there is no more to say
 */
public record Reason(Kind kind, String detail) {
    public Reason {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** What keeps it: a rule of the policy, or what no policy can overrule. */
    public enum Kind {
        /** One of the newest; {@code 2 of 3}. */
        LAST("last"),
        /** The newest of an hour, {@code 2026-11-28T09}, with the offset from UTC if there is one. */
        HOURLY("hourly"),
        /** The newest of a day; {@code 2026-11-28}. */
        DAILY("daily"),
        /** The newest of a week, which begins on Monday; {@code 2026-W48}, ISO 8601. */
        WEEKLY("weekly"),
        /** The newest of a month; {@code 2026-11}. */
        MONTHLY("monthly"),
        /** The newest of a year; {@code 2026}. */
        YEARLY("yearly"),
        /** Not much older than the newest; after when. */
        WITHIN("within, after"),
        /** There is none newer. */
        NEWEST("newest"),
        /** There is none newer that a drill has proven. */
        NEWEST_PROVEN("newest proven"),
        /** Somebody pinned it; why. */
        PINNED("pinned:"),
        /** It is evidence; the case. */
        LEGAL_HOLD("legal hold:"),
        /** Its store does not let it be deleted; until when. */
        LOCKED("locked until"),
        /** Another that is kept cannot do without it; its id. */
        NEEDED("needed by"),
        /** It is dated more than an hour ahead, so that nobody knows how old it is; its time. */
        FROM_THE_FUTURE("from the future,"),
        /** No backup is proven, so that nobody knows which one would be missed. */
        NOTHING_PROVEN("no backup is proven");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** As in {@code hourly 2026-11-28T09}. */
    @Override
    public String toString() {
        return detail.isEmpty() ? kind.words : kind.words + " " + detail;
    }
}
