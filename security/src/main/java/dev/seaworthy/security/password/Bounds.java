package dev.seaworthy.security.password;

/** What a hash may cost at most, so that no stored text makes a login eat the machine. */
final class Bounds {
    static final int MAX_MEMORY = 256 * 1024 * 1024;
    static final int MAX_PASSES = 100;
    static final int MAX_LANES = 16;
    static final int MAX_ITERATIONS = 10_000_000;
    static final int MAX_BCRYPT_COST = 16;
    static final int MAX_BYTES = 64;
    static final int MIN_SALT = 8;
    static final int MIN_HASH = 16;

    private Bounds() {}

    static int check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + "; give " + least + " to " + most);
        }
        return value;
    }
}
