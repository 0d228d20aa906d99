package dev.seaworthy.security.http.maintenance;

import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Closes the service while a switch is on. */
public final class MaintenanceMode {
    private MaintenanceMode() {}

    /** The answer to a request while the service is closed to it; empty if it may pass. */
    public Optional<Answer> answer(IncomingRequest request, Supplier<Optional<InetAddress>> client) {
        return Optional.empty();
    }
}
