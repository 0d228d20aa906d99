package dev.seaworthy.security.http.key;

import dev.seaworthy.core.failure.Seldom;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.security.apikey.ApiKeys;
import dev.seaworthy.security.apikey.KeyVerdict;
import dev.seaworthy.security.apikey.store.ApiKey;
import dev.seaworthy.security.apikey.store.KeyStorageException;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.http.bearer.Challenge;
import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.RequestPath;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pass who shows a valid key, by {@code Authorization: Bearer …} (RFC 6750 §2.1) or by a header that you name.
 * Safe for use by many threads; it asks the store of the keys in the thread of the request.
 *
 * <p><b>Answers</b>: 401 without a key or with one that is not valid, 403 if it lacks a scope, 429 after too many
 * failures of one address, 503 if the store fails. What is passed on is known as an {@link Identity} of the key's id,
 * owner and scopes.
 *
 * <p><b>Throttle</b>: keys can't be guessed, so what it spares is the store, and what needs no store is not counted: no
 * keys, and those that the cache holds, expired and revoked ones included. An address that failed too often is let in
 * by keys alone that this node remembers as active ({@link ApiKeys#remembers}): who shares the address of an attacker
 * goes on working, if this node has not been started since and knows the key still. Where the client's address is not
 * known, nothing is throttled. A log tells of an address that must wait, and of a store that fails, once a minute.
 */
public final class ApiKeyGuard implements Guard {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiKeyGuard.class);
    private static final String AUTHORIZATION = "Authorization";
    private static final Duration LOGGED = Duration.ofMinutes(1);

    private final ApiKeys keys;
    private final Challenge challenge;
    private final @Nullable String header;
    private final List<ScopeRule> rules;
    private final FailureThrottle throttle;
    private final Seldom warnings;
    private final Seldom failures;

    private ApiKeyGuard(Builder builder) {
        keys = builder.keys;
        challenge = new Challenge(builder.realm);
        header = builder.header;
        rules = List.copyOf(builder.rules);
        throttle = builder.throttle;
        warnings = new Seldom(LOGGED, builder.nanoTime);
        failures = new Seldom(LOGGED, builder.nanoTime);
    }

    /** Whatever the scopes of the key are. */
    public static ApiKeyGuard of(ApiKeys keys) {
        return builder(keys).build();
    }

    public static Builder builder(ApiKeys keys) {
        return new Builder(keys);
    }

    /**
     * What it admits is private to caches if the application says nothing else: they would hand on what a header of its
     * own has opened (RFC 9111 §3.5 keeps back for {@code Authorization} alone).
     */
    @Override
    public Ruling judge(Caller caller) {
        Ruling ruling = rule(caller);
        boolean isAdmitted = ruling.answer().isEmpty();
        String named = header;
        return ruling.with(sink -> {
            sink.add("Vary", AUTHORIZATION);
            if (named != null) {
                sink.add("Vary", named);
            }
            if (isAdmitted) {
                sink.setIfAbsent("Cache-Control", "private");
            }
        });
    }

    private Ruling rule(Caller caller) {
        Shown shown = Shown.by(caller.request(), header);
        if (shown.isNothing()) {
            return refuse(401, "an API key is needed", challenge.missing());
        }
        return shown.only()
                .map(key -> keys.verifyWithoutStore(key)
                        .map(verdict -> rule(caller, verdict))
                        .orElseGet(() -> throttled(caller, key)))
                .orElseGet(() -> refuse(401, "several API keys are shown", challenge.invalid()));
    }

    /** Whatever fails here has cost the store a look. */
    private Ruling throttled(Caller caller, String key) {
        Optional<InetAddress> client = keys.remembers(key) ? Optional.empty() : caller.address();
        Optional<Duration> delay = client.flatMap(throttle::reserve);
        if (delay.isPresent()) {
            if (warnings.isDue()) {
                LOGGER.warn(
                        "Too many API keys that are not valid came from {}",
                        client.get().getHostAddress());
            }
            long seconds = delay.get().plusNanos(999_999_999).toSeconds();
            return Ruling.refuse(json(429, "too many API keys that are not valid came from this address")
                    .with("Retry-After", Long.toString(seconds)));
        }
        try {
            KeyVerdict verdict = keys.verify(key);
            client.filter(address -> verdict.isValid()).ifPresent(throttle::release);
            return rule(caller, verdict);
        } catch (KeyStorageException e) {
            if (failures.isDue()) {
                Trace trace = Trace.of(e);
                LOGGER.error("API keys can't be verified, and are refused: {}", trace.getMessage(), trace);
            }
            return Ruling.refuse(json(503, "API keys can't be verified at the moment"));
        }
    }

    private Ruling rule(Caller caller, KeyVerdict verdict) {
        Optional<ApiKey> key = verdict.validKey();
        if (key.isEmpty()) {
            return refuse(401, why(verdict), challenge.invalid());
        }
        List<ScopeRule> asked =
                rules.stream().filter(rule -> rule.covers(caller.request())).toList();
        if (asked.isEmpty() && !rules.isEmpty()) {
            return Ruling.refuse(json(403, "no API key allows this"));
        }
        Set<String> needed = asked.stream().map(ScopeRule::scope).collect(Collectors.toCollection(TreeSet::new));
        return key.get().scopes().containsAll(needed)
                ? Ruling.admit(new Identity(
                        key.get().id(), key.get().owner(), key.get().scopes()))
                : refuse(403, "the API key does not allow this", challenge.insufficient(String.join(" ", needed)));
    }

    private static String why(KeyVerdict verdict) {
        if (verdict instanceof KeyVerdict.Malformed malformed) {
            return "the API key is not valid: " + malformed.flaw().message();
        }
        if (verdict instanceof KeyVerdict.Expired) {
            return "the API key has expired";
        }
        return verdict instanceof KeyVerdict.Revoked ? "the API key was revoked" : "the API key is not valid";
    }

    private static Ruling refuse(int status, String why, String challenge) {
        return Ruling.refuse(json(status, why).with("WWW-Authenticate", challenge));
    }

    private static Answer json(int status, String why) {
        return Answer.json(status, "{\"error\":\"" + why + "\"}");
    }

    /** States how a key is shown and what it must allow; all that is wrong with it comes at {@link #build()}. */
    public static final class Builder {
        private static final Pattern REALM = Pattern.compile("[ !#-\\[\\]-~]{1,100}");
        private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");
        private static final String ALL = "/";
        private static final int FAILURES = 100;
        private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

        private final Problems problems = new Problems("ApiKeyGuard");
        private final ApiKeys keys;
        private final List<ScopeRule> rules = new ArrayList<>();
        private String realm = "api";
        private FailureThrottle throttle = FailureThrottle.of(FAILURES, Duration.ofMinutes(1));
        private LongSupplier nanoTime = System::nanoTime;
        private @Nullable String header;

        private Builder(ApiKeys keys) {
            this.keys = keys;
        }

        /** What {@code WWW-Authenticate} calls this part of the service; {@code api} if not said. */
        public Builder realm(String realm) {
            if (!REALM.matcher(realm).matches()) {
                problems.add("the realm is 1 to 100 of printable ASCII without double quotes and backslashes");
            }
            this.realm = realm;
            return this;
        }

        /** A header that shows a key too, such as {@code X-API-Key}; answers vary by it. */
        public Builder header(String name) {
            if (name.equalsIgnoreCase(AUTHORIZATION)) {
                problems.add("header Authorization is read as Bearer by itself; leave it out, or name another");
            }
            problems.collect(() -> header = new HeaderField(name, "x").name());
            return this;
        }

        /**
         * What every request must be allowed to. Of several statements a request needs the scopes of all that fit it;
         * once there is one, a request that none fits is refused. Paths are compared by case: if your server maps them
         * in any case, a scope of one spelling leaves the others open.
         */
        public Builder scope(String scope) {
            return scope(Optional.empty(), ALL, scope);
        }

        /** What requests by one method must be allowed to; GET stands for HEAD too. */
        public Builder scope(String method, String scope) {
            return scope(Optional.of(method), ALL, scope);
        }

        /** What requests to paths that begin with a prefix such as {@code /api/admin/} must be allowed to. */
        public Builder scopeUnder(String pathPrefix, String scope) {
            return scope(Optional.empty(), pathPrefix, scope);
        }

        /** What requests by one method to paths that begin with a prefix such as {@code /api/} must be allowed to. */
        public Builder scope(String method, String pathPrefix, String scope) {
            return scope(Optional.of(method), pathPrefix, scope);
        }

        private Builder scope(Optional<String> method, String pathPrefix, String scope) {
            method.filter(stated -> !METHODS.contains(stated))
                    .ifPresent(stated -> problems.add("method \"" + stated + "\" is none of "
                            + String.join(", ", new TreeSet<>(METHODS)) + "; scopeUnder takes a path alone"));
            if (!pathPrefix.endsWith("/") || !RequestPath.isSettled(pathPrefix)) {
                problems.add("path prefix \"" + pathPrefix + "\" must begin and end with a slash, as in /api/, without"
                        + " *, %, ?, #, ;, \\, // or dot segments");
            }
            if (!SCOPE.matcher(scope).matches()) {
                problems.add("scope \"" + scope
                        + "\" must be 1 to 100 of printable ASCII without blanks, double quotes and backslashes");
            }
            rules.add(new ScopeRule(method, pathPrefix, scope));
            return this;
        }

        /** How often an address may let the store look for what is no valid key; 100 times a minute if not said. */
        public Builder throttle(FailureThrottle throttle) {
            this.throttle = throttle;
            return this;
        }

        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public ApiKeyGuard build() {
            problems.refuse();
            return new ApiKeyGuard(this);
        }
    }
}
