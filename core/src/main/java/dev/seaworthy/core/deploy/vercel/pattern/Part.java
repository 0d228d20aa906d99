package dev.seaworthy.core.deploy.vercel.pattern;

/** A part of a pattern: text that stays as it is, or a parameter with what is around it. */
sealed interface Part {
    record Text(String text) implements Part {}

    /**
     * A parameter, or if {@code pattern} is empty a group without one.
     *
     * @param name its name, or its number among those without a name
     */
    record Parameter(String name, boolean named, String prefix, String suffix, String pattern, String modifier)
            implements Part {
        boolean captures() {
            return !pattern.isEmpty();
        }

        boolean isOptional() {
            return modifier.equals("?") || modifier.equals("*");
        }

        boolean repeats() {
            return modifier.equals("+") || modifier.equals("*");
        }
    }
}
