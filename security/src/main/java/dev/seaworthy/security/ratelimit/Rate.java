package dev.seaworthy.security.ratelimit;

import java.math.BigInteger;

/**
 * So many tokens in so many nanoseconds, one after the other. Their product fits a long: beyond that Bucket4j computes
 * with doubles, which may give a token too early.
 */
record Rate(long tokens, long nanos) {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** The rate, or the nearest one below it that is computed exactly. */
    static Rate of(long tokens, long nanos) {
        BigInteger product = BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(nanos));
        if (product.compareTo(MAX) <= 0) {
            return new Rate(tokens, nanos);
        }
        long fewer = (long) Math.sqrt((double) Long.MAX_VALUE * tokens / nanos) - 1;
        return new Rate(fewer, divideUp(BigInteger.valueOf(fewer).multiply(BigInteger.valueOf(nanos)), tokens));
    }

    /** How many tokens come in this time at most, if a part of one is there already. */
    long within(long time) {
        return saturated(
                BigInteger.valueOf(time).multiply(BigInteger.valueOf(tokens)).divide(BigInteger.valueOf(nanos)));
    }

    /**
     * How long it takes until so many have come, rounded up.
     *
     * @param part what there is of the first one, in parts of {@link #nanos}
     */
    long until(long count, long part) {
        long high = Math.multiplyHigh(count, nanos);
        if (high == 0 && count * nanos >= 0) {
            return -Math.floorDiv(part - count * nanos, tokens);
        }
        BigInteger parts =
                BigInteger.valueOf(count).multiply(BigInteger.valueOf(nanos)).subtract(BigInteger.valueOf(part));
        return divideUp(parts, tokens);
    }

    private static long divideUp(BigInteger parts, long tokens) {
        return saturated(parts.add(BigInteger.valueOf(tokens - 1)).divide(BigInteger.valueOf(tokens)));
    }

    private static long saturated(BigInteger number) {
        return number.min(MAX).longValueExact();
    }
}
