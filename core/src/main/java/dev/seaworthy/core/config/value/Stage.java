package dev.seaworthy.core.config.value;

/**
 * Where a service runs. In text, {@code dev} and {@code prod} are understood too, in any case. A stage that is missing
 * or unknown means the rules of production.
 */
public enum Stage {
    DEVELOPMENT(Development.class),
    TEST(Test.class),
    PRODUCTION(Production.class);

    private final Class<?> group;

    Stage(Class<?> group) {
        this.group = group;
    }

    public boolean isProduction() {
        return this == PRODUCTION;
    }

    /** The group of the constraints that hold in this stage alone. */
    public Class<?> group() {
        return group;
    }

    /** The group of constraints that hold in development alone: {@code @Size(min = 8, groups = Development.class)}. */
    public interface Development {}

    /** The group of constraints that hold in test alone. */
    public interface Test {}

    /** The group of constraints that hold in production alone. */
    public interface Production {}
}
