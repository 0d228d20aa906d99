package dev.seaworthy.core.config.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in ASCII digits, without a plus, a leading zero (some read it as octal) or a sign of grouping.
 *
 * <p>An exponent is for float and double alone, which print one themselves: a BigDecimal of {@code 1e999999999} would
 * take all memory when it is written out.
 */
final class Numbers {
    private static final String DECIMAL = "-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?";
    private static final String FLOATING = "^" + DECIMAL + "([eE]-?[1-9][0-9]{0,2})?$";

    private Numbers() {}

    /** Made when it is asked for: most services read two of them. */
    static @Nullable TextType of(Class<?> type) {
        if (type == Integer.class) {
            return whole(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer::valueOf);
        }
        if (type == Long.class) {
            return whole(Long.MIN_VALUE, Long.MAX_VALUE, Long::valueOf);
        }
        if (type == Short.class) {
            return whole(Short.MIN_VALUE, Short.MAX_VALUE, Short::valueOf);
        }
        if (type == Byte.class) {
            return whole(Byte.MIN_VALUE, Byte.MAX_VALUE, Byte::valueOf);
        }
        if (type == Double.class) {
            return floating("double", text -> finite(Double.valueOf(text)));
        }
        if (type == Float.class) {
            return floating("float", text -> finite(Float.valueOf(text)));
        }
        return big(type);
    }

    private static @Nullable TextType big(Class<?> type) {
        if (type == BigInteger.class) {
            String rule = "must be a whole number of at most 1000 digits";
            return TextType.matching("integer", rule, "10", whole(1000), BigInteger::new);
        }
        if (type == BigDecimal.class) {
            String rule = "must be a number in digits, with a point and no exponent, such as 0.25";
            return TextType.matching("number", rule, "0.25", "^" + DECIMAL + "$", BigDecimal::new);
        }
        return null;
    }

    private static TextType whole(long least, long most, Function<String, ?> parse) {
        String rule = "must be a whole number from " + least + " to " + most + ", in digits";
        return TextType.matching(
                "integer", rule, "10", whole(Long.toString(most).length()), parse);
    }

    private static String whole(int digits) {
        return "^(0|-?[1-9][0-9]{0," + (digits - 1) + "})$";
    }

    private static TextType floating(String size, Function<String, ?> parse) {
        String rule = "must be a number in digits within the range of a " + size + ", such as 0.25 or 1e-3";
        return TextType.matching("number", rule, "0.25", FLOATING, parse);
    }

    private static <N extends Number> @Nullable N finite(N number) {
        return Double.isInfinite(number.doubleValue()) ? null : number;
    }
}
