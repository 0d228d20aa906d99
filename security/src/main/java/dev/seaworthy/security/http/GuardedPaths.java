package dev.seaworthy.security.http;

import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.path.PathPrefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which guards stand before which path, in the order in which they were stated. */
final class GuardedPaths {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpSecurity.class);
    private static final Ruling FAILED =
            Ruling.refuse(Answer.json(500, "{\"error\":\"the request failed; the log says why\"}"));

    private final List<Post> posts;

    GuardedPaths(List<Post> posts) {
        this.posts = List.copyOf(posts);
    }

    Verdict judge(IncomingRequest request, Supplier<Optional<InetAddress>> client) {
        if (posts.isEmpty()) {
            return Verdict.PASSES;
        }
        Caller caller = Caller.of(request, client);
        List<Ruling> rulings = new ArrayList<>(posts.size());
        for (Post post : posts) {
            if (post.covers(request)) {
                Ruling ruling = post.judge(caller);
                rulings.add(ruling);
                if (ruling.answer().isPresent()) {
                    return verdict(ruling.answer().get(), caller, rulings);
                }
                caller = ruling.identity().map(caller::knownAs).orElse(caller);
            }
        }
        return verdict(null, caller, rulings);
    }

    private static Verdict verdict(@Nullable Answer answer, Caller caller, List<Ruling> rulings) {
        Identity identity = caller.identity().orElse(null);
        return new Verdict(answer, identity, List.copyOf(rulings));
    }

    /** One guard and where it stands: before all paths that begin with a prefix, which ends with a slash. */
    record Post(String prefix, Guard guard) {
        /** One that fails lets nobody pass. The log tells where it stands, and nothing of what the caller sent. */
        Ruling judge(Caller caller) {
            try {
                return Objects.requireNonNull(guard.judge(caller), "a guard rules, and this one gave null");
            } catch (RuntimeException | Error e) {
                Trace trace = Trace.of(e);
                LOGGER.error("A guard of {} failed: {}", prefix, trace.getMessage(), trace);
                return FAILED;
            }
        }

        /** A path that a handler might read as another one is met by each guard. */
        boolean covers(IncomingRequest request) {
            return !request.hasPlainPath() || PathPrefix.covers(prefix, request.path());
        }
    }
}
