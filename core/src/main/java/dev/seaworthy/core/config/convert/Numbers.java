package dev.seaworthy.core.config.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in ASCII digits, without a plus, a leading zero (some read it as octal) or a sign of grouping.
 *
 * <p>An exponent is for float and double alone, which print one themselves: a BigDecimal of {@code 1e999999999} would
 * take all memory when it is written out.
 */
final class Numbers {
    private static final String WHOLE = "^(0|-?[1-9][0-9]{0,%d})$";
    private static final String DECIMAL = "-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?";
    private static final String FLOATING = "^" + DECIMAL + "([eE]-?[1-9][0-9]{0,2})?$";

    static final Map<Class<?>, TextType> TYPES = Map.of(
            Byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE, Byte::valueOf),
            Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE, Short::valueOf),
            Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer::valueOf),
            Long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE, Long::valueOf),
            BigInteger.class,
                    TextType.matching(
                            "integer",
                            "must be a whole number of at most 1000 digits",
                            "10",
                            WHOLE.formatted(999),
                            BigInteger::new),
            Float.class, floating("float", text -> finite(Float.valueOf(text))),
            Double.class, floating("double", text -> finite(Double.valueOf(text))),
            BigDecimal.class,
                    TextType.matching(
                            "number",
                            "must be a number in digits, with a point and no exponent, such as 0.25",
                            "0.25",
                            "^" + DECIMAL + "$",
                            BigDecimal::new));

    private Numbers() {}

    private static TextType whole(long least, long most, Function<String, ?> parse) {
        String rule = "must be a whole number from " + least + " to " + most + ", in digits";
        int digits = Long.toString(most).length();
        return TextType.matching("integer", rule, "10", WHOLE.formatted(digits - 1), parse);
    }

    private static TextType floating(String size, Function<String, ?> parse) {
        String rule = "must be a number in digits within the range of a " + size + ", such as 0.25 or 1e-3";
        return TextType.matching("number", rule, "0.25", FLOATING, parse);
    }

    private static <N extends Number> @Nullable N finite(N number) {
        return Double.isInfinite(number.doubleValue()) ? null : number;
    }
}
