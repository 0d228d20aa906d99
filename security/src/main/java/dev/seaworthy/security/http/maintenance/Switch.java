package dev.seaworthy.security.http.maintenance;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The position of a switch, or its last one while it cannot be read. Safe for use by many threads. */
final class Switch {
    private static final Logger LOGGER = LoggerFactory.getLogger(MaintenanceMode.class);

    private final BooleanSupplier source;
    private final AtomicBoolean position = new AtomicBoolean();
    private final Trouble trouble = new Trouble("switch cannot be read, so its last position holds");

    Switch(BooleanSupplier source) {
        this.source = source;
    }

    boolean isOn() {
        try {
            turn(source.getAsBoolean());
            trouble.ends();
        } catch (RuntimeException e) {
            trouble.begins(e);
        }
        return position.get();
    }

    private void turn(boolean on) {
        if (position.compareAndSet(!on, on)) {
            LOGGER.info("Maintenance mode is {}", on ? "on" : "off");
        }
    }
}
