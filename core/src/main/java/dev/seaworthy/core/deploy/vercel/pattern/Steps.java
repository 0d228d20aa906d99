package dev.seaworthy.core.deploy.vercel.pattern;

/**
 * How many characters matching may still look at: a pattern is the user's, and may try for ever. One thread at a time.
 */
public final class Steps {
    private static final int MOST_OF_ONE_MATCH = 50_000;
    private static final long MOST = 5_000_000;

    private long left;

    private Steps(long left) {
        this.left = left;
    }

    /** For many matches: {@value #MOST} characters, and {@value #MOST_OF_ONE_MATCH} for each. */
    public static Steps ofManyMatches() {
        return new Steps(MOST);
    }

    /** For one match. */
    public static Steps ofOneMatch() {
        return new Steps(MOST_OF_ONE_MATCH);
    }

    /** Whether none is left. */
    public boolean isExhausted() {
        return left <= 0;
    }

    /** The text, which throws {@link TooMany} when it was looked at too often. */
    CharSequence watched(String text) {
        return new Watched(text, Math.min(left, MOST_OF_ONE_MATCH));
    }

    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("the pattern tries too long", null, false, false);
        }
    }

    private final class Watched implements CharSequence {
        private final String text;
        private long allowed;

        Watched(String text, long allowed) {
            this.text = text;
            this.allowed = allowed;
        }

        @Override
        public char charAt(int index) {
            left--;
            if (allowed-- <= 0) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
