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
    private final List<Test> tests;

    Callers(List<AddressRange> ranges, List<Predicate<IncomingRequest>> predicates) {
        this.ranges = List.copyOf(ranges);
        tests = predicates.stream().map(Test::new).toList();
    }

    boolean contain(IncomingRequest request, Supplier<Optional<InetAddress>> client) {
        return (!ranges.isEmpty() && client.get().filter(this::isInRange).isPresent())
                || tests.stream().anyMatch(test -> test.accepts(request));
    }

    private boolean isInRange(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** One of the user's, and whether it fails. */
    private record Test(Predicate<IncomingRequest> predicate, Trouble trouble) {
        Test(Predicate<IncomingRequest> predicate) {
            this(predicate, new Trouble("test of a caller failed, so that nobody is let in by it"));
        }

        boolean accepts(IncomingRequest request) {
            try {
                boolean accepted = predicate.test(request);
                trouble.ends();
                return accepted;
            } catch (RuntimeException e) {
                trouble.begins(e);
                return false;
            }
        }
    }
}
