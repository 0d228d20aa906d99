package dev.seaworthy.security.apikey;

import dev.seaworthy.security.declaration.Problems;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key that somebody is to get. Immutable; what is wrong with it is told by {@link ApiKeys#issue}. */
public final class KeyRequest {
    private static final Pattern OWNER = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    /** RFC 6749 §3.3, {@code scope-token}, of up to 100 characters. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");

    private static final int MOST_SCOPES = 100;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final String owner;
    private final Set<String> scopes;
    private final @Nullable Duration lifetime;

    private KeyRequest(String owner, Set<String> scopes, @Nullable Duration lifetime) {
        this.owner = owner;
        this.scopes = scopes;
        this.lifetime = lifetime;
    }

    /** Without scopes, and for good; an owner is up to 200 characters, such as the id of a customer. */
    public static KeyRequest forOwner(String owner) {
        return new KeyRequest(owner, Set.of(), null);
    }

    /** With these scopes too, such as {@code content:read} (RFC 6749 §3.3). */
    public KeyRequest scopes(String... more) {
        return scopes(List.of(more));
    }

    KeyRequest scopes(Collection<String> more) {
        Set<String> all = new TreeSet<>(scopes);
        all.addAll(more);
        return new KeyRequest(owner, all, lifetime);
    }

    /** Valid for so long from now on. */
    public KeyRequest expiresAfter(Duration lifetime) {
        return new KeyRequest(owner, scopes, lifetime);
    }

    String owner() {
        return owner;
    }

    Set<String> scopes() {
        return scopes;
    }

    Optional<Duration> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    static boolean isOwner(String text) {
        return OWNER.matcher(text).matches();
    }

    void check() {
        Problems problems = new Problems("KeyRequest");
        if (!isOwner(owner)) {
            problems.add("the owner is 1 to 200 characters without control characters");
        }
        checkScopes(scopes.stream(), problems);
        if (scopes.size() > MOST_SCOPES) {
            problems.add("there are " + scopes.size() + " scopes; give " + MOST_SCOPES + " or fewer");
        }
        if (lifetime != null && (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0)) {
            problems.add("it expires after " + lifetime + "; give more than zero, and 100 years or less");
        }
        problems.refuse();
    }

    private static void checkScopes(Stream<String> scopes, Problems problems) {
        scopes.filter(scope -> !SCOPE.matcher(scope).matches())
                .forEach(scope -> problems.add("scope \"" + scope
                        + "\" must be 1 to 100 of printable ASCII without blanks, double quotes and backslashes"));
    }
}
