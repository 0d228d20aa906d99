package dev.seaworthy.core.config;

import java.util.Map;

/** The values of a schema that was declared without a record. Immutable. */
public final class Values {
    private final Map<String, Reading> readings;

    Values(Map<String, Reading> readings) {
        this.readings = readings;
    }

    /**
     * The value of one setting.
     *
     * @throws ConfigException if the variable could not be read and the load went on, as it may in development
     * @throws IllegalArgumentException if the schema does not hold the setting
     */
    @SuppressWarnings("unchecked") // the key that was declared with T
    public <T> T get(Setting<T> setting) {
        Reading reading = readings.get(setting.name());
        if (reading == null || reading.setting() != setting) {
            throw new IllegalArgumentException(setting.name() + " is not declared in the schema that was loaded");
        }
        return (T) reading.argument();
    }

    @Override
    public String toString() {
        return Table.of(readings.values());
    }
}
