package dev.seaworthy.core.deploy.check.ready;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The version of a migration: numbers parted by dots or underscores, where {@code 1} is {@code 1.0}. */
record Version(List<BigInteger> parts) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("\\d{1,40}(?:[._]\\d{1,40}){0,40}");

    Version {
        List<BigInteger> kept = new ArrayList<>(parts);
        while (kept.size() > 1 && kept.get(kept.size() - 1).signum() == 0) {
            kept.remove(kept.size() - 1);
        }
        parts = List.copyOf(kept);
    }

    static Version of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("No version of a migration: \"" + text + "\"");
        }
        return new Version(
                Arrays.stream(text.split("[._]", -1)).map(BigInteger::new).toList());
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int difference = part(i).compareTo(other.part(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    /** {@code 1.2} */
    @Override
    public String toString() {
        return String.join(".", parts.stream().map(BigInteger::toString).toList());
    }
}
