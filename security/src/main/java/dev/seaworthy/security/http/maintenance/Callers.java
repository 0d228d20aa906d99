package dev.seaworthy.security.http.maintenance;

import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.proxy.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who is let in while the service is closed. */
final class Callers {
    private final List<AddressRange> ranges;
    private final List<Predicate<IncomingRequest>> predicates;
    private final Trouble trouble = new Trouble("test of a caller failed, so that nobody is let in by it");

    Callers(List<AddressRange> ranges, List<Predicate<IncomingRequest>> predicates) {
        this.ranges = List.copyOf(ranges);
        this.predicates = List.copyOf(predicates);
    }

    boolean contain(IncomingRequest request, Supplier<Optional<InetAddress>> client) {
        return (!ranges.isEmpty() && client.get().filter(this::isInRange).isPresent())
                || predicates.stream().anyMatch(predicate -> accepts(predicate, request));
    }

    private boolean isInRange(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private boolean accepts(Predicate<IncomingRequest> predicate, IncomingRequest request) {
        try {
            return predicate.test(request);
        } catch (RuntimeException e) {
            trouble.begins(e);
            return false;
        }
    }
}
