package dev.seaworthy.core.deploy.checklist;

import java.time.Instant;
import java.util.Objects;

/**
 * That a person has seen to an item. Immutable.
 *
 * @param by the person's name
 * @param at when
 */
public record Confirmation(String by, Instant at) {
    /** @throws IllegalArgumentException if the name is blank, long, or more than one line */
    public Confirmation {
        Name.check(by, "A confirmation's name");
        Objects.requireNonNull(at, "at");
    }
}
