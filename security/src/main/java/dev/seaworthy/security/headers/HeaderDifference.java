package dev.seaworthy.security.headers;

import java.util.Optional;

/**
 * One header in which two sets differ. Immutable.
 *
 * @param here its value in the set that was asked, {@code (stripped)} if it takes the header off, empty if it leaves
 *     the header alone
 * @param there the same of the other set
 */
public record HeaderDifference(String name, Optional<String> here, Optional<String> there) {
    @Override
    public String toString() {
        return name + ": " + here.orElse("(not sent)") + " -> " + there.orElse("(not sent)");
    }
}
