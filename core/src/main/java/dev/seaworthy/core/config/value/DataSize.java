package dev.seaworthy.core.config.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written with its unit: {@code 10MiB}, {@code 512B}, {@code 1kB}. Immutable.
 *
 * <p>KiB, MiB, GiB and TiB are powers of 1024 (IEC 80000-13); kB (or KB), MB, GB and TB are powers of 1000 (SI).
 */
public record DataSize(long bytes) {
    private static final String RULE = "must be a size with its unit, such as 512B, 64KiB, 10MiB or 1GB";
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,18})(B|kB|KB|[MGT]B|[KMGT]iB)");
    private static final Map<String, Long> FROM_LARGEST = units();

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("The bytes of a DataSize must be 0 or more: " + bytes);
        }
    }

    /**
     * The size that {@code text} writes.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule alone
     */
    public static DataSize of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        String unit = form.group(2).equals("KB") ? "kB" : form.group(2);
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), FROM_LARGEST.getOrDefault(unit, 1L)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("must be a size of at most " + Long.MAX_VALUE + "B");
        }
    }

    /** In the largest unit of which it is a whole number. */
    @Override
    public String toString() {
        for (Map.Entry<String, Long> unit : FROM_LARGEST.entrySet()) {
            if (bytes > 0 && bytes % unit.getValue() == 0) {
                return bytes / unit.getValue() + unit.getKey();
            }
        }
        return bytes + "B";
    }

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        String prefixes = "kMGT";
        for (int power = prefixes.length(); power > 0; power--) {
            String prefix = prefixes.substring(power - 1, power);
            units.put(prefix.replace('k', 'K') + "iB", 1L << (10 * power));
            units.put(prefix + "B", (long) Math.pow(1000, power));
        }
        units.put("B", 1L);
        return units;
    }
}
