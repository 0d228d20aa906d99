package dev.seaworthy.security.http;

import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which guards stand before which path, in the order in which they were stated. */
final class GuardedPaths {
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
                Ruling ruling = post.guard().judge(caller);
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
        /**
         * A path that a handler might read as another one is met by each guard, and {@code /api} by that of
         * {@code /api/}, as many routers take them for one.
         */
        boolean covers(IncomingRequest request) {
            String path = request.path();
            return path.startsWith(prefix)
                    || !request.hasPlainPath()
                    || (path.length() == prefix.length() - 1 && prefix.startsWith(path));
        }
    }
}
