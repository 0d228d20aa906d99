package dev.seaworthy.cdn.expression;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Expressions of every kind that can be built, from a seed. */
final class RandomExpressions {
    private static final List<TextField> TEXTS = List.of(
            Field.PATH,
            Field.HOST,
            Field.QUERY,
            Field.USER_AGENT,
            Field.REFERER,
            Field.header("X-Odd"),
            Field.cookie("session"),
            Field.FULL_URI);

    private final Random random;

    RandomExpressions(long seed) {
        random = new Random(seed);
    }

    Expression next(int depth) {
        int choice = random.nextInt(depth > 0 ? 9 : 5);
        return switch (choice) {
            case 0, 1, 2 -> text();
            case 3 -> random.nextBoolean() ? Field.SSL : Field.VERIFIED_BOT;
            case 4 ->
                random.nextBoolean()
                        ? Field.ASN.atLeast(random.nextInt(100_000))
                        : Field.IP.in("192.0.2.0/24", "2001:db8::/32");
            case 5 -> next(depth - 1).not();
            case 6 -> next(depth - 1).or(next(depth - 1)).or(next(depth - 1));
            default -> next(depth - 1).and(next(depth - 1));
        };
    }

    private Expression text() {
        TextField field = TEXTS.get(random.nextInt(TEXTS.size()));
        String value = value() + "e";
        return switch (random.nextInt(8)) {
            case 0 -> field.ne(value);
            case 1 -> field.contains(value);
            case 2 -> field.startsWith(value);
            case 3 -> field.endsWith(value);
            case 4 -> field.strictWildcard(Wildcard.literal(value) + "*");
            case 5 -> field.wildcard("*" + Wildcard.literal(value));
            case 6 -> field.in(value, "other");
            default -> field.lower().eq("small");
        };
    }

    /** Any characters, those that mean something in the language above all. */
    String value() {
        String special = "\"\\*x0#(){}[] and\u0000\u001F\u007Fé漢r\n";
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> special.charAt(random.nextInt(special.length())))
                .map(String::valueOf)
                .reduce("", String::concat);
    }
}
