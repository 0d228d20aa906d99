package dev.seaworthy.core.config.value;

/** Where a service runs. In text, {@code dev} and {@code prod} are understood too, in any case. */
public enum Stage {
    DEVELOPMENT,
    TEST,
    PRODUCTION;

    public boolean isProduction() {
        return this == PRODUCTION;
    }
}
