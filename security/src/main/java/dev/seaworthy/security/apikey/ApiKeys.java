package dev.seaworthy.security.apikey;

import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.failure.Seldom;
import dev.seaworthy.security.apikey.store.ApiKey;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.KeyStorageException;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.secret.Pepper;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys that programs show to an API: {@code prefix_environment_id_secret_checksum}. Safe for use by many threads; close
 * it when the service ends, so that the last uses are written.
 *
 * <p><b>Guarantees</b>: a secret has 256 random bits and is not stored, only its digest is. A typo is found without
 * asking the store. An unknown id costs as much work as a wrong secret of a key of today's pepper, and the comparison
 * takes as long wherever they differ. A store that fails makes no key valid. No message, log or {@code toString} holds
 * a key.
 *
 * <p><b>Not covered</b>: a key that was taken back or rotated by another node is valid here for
 * {@link Builder#cacheFor} longer. How long an answer takes may tell that this node has seen an id of late, as it is
 * cached then; an id is no secret. How often somebody tries is not limited here.
 */
public final class ApiKeys implements AutoCloseable {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(365);

    private final KeyForm form;
    private final ApiKeyStore store;
    private final KeyCache cache;
    private final LastUse lastUse;
    private final InstantSource clock;
    private final Verifier verifier;
    private final Issuer issuer;

    private ApiKeys(Builder builder, ApiKeyStore store) {
        form = new KeyForm(builder.prefix, builder.environment);
        this.store = store;
        Digests digests = new Digests(builder.pepper, builder.peppers, builder.formerlyPlain);
        cache = new KeyCache(builder.cacheSize, builder.staleness, builder.nanoTime);
        lastUse = new LastUse(store, builder.executor, builder.nanoTime);
        clock = builder.clock;
        Seldom warnings = new Seldom(Duration.ofMinutes(1), builder.nanoTime);
        verifier = new Verifier(form, store, digests, cache, lastUse, warnings, digests.of(form.next(builder.random)));
        issuer = new Issuer(form, store, digests, cache, builder.random);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a key and stores its digest.
     *
     * @throws IllegalArgumentException that tells all that is wrong with the request
     * @throws KeyStorageException if it can't be stored
     */
    public IssuedKey issue(KeyRequest request) {
        return issuer.issue(request, now());
    }

    /**
     * Judges what was shown, whatever it is. A key whose stored digest can't be used is unknown too, and a log tells
     * that once a minute at most.
     *
     * @throws KeyStorageException if the store can't be asked
     */
    public KeyVerdict verify(String shown) {
        return verifier.verify(shown, now());
    }

    /** The same, if the form of the text or the cache tells it; empty if the store would have to be asked. */
    public Optional<KeyVerdict> verifyWithoutStore(String shown) {
        return verifier.verifyWithoutStore(shown, now());
    }

    /**
     * Whether this very key was active when this node last read or made it, and is not past its end, as far as the
     * cache holds it still, however stale. It asks no store, and does not say that the key is valid: for who must spare
     * the store.
     */
    public boolean remembers(String shown) {
        return verifier.remembers(shown, now());
    }

    /**
     * Makes a key of the same owner, scopes and lifetime. The old one stays valid for {@code overlap}, or until it
     * expires by itself if that is sooner. Empty, and nothing done, if there is no active key of this id, or it has a
     * successor already: if the answer with that was lost, rotate the successor.
     *
     * @param id of the key, or the key itself
     * @param overlap zero to a year
     * @throws KeyStorageException if it can't be stored
     */
    public Optional<IssuedKey> rotate(String id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalArgumentException("the overlap is " + overlap + "; give zero or more, and a year or less");
        }
        return form.idOf(id).flatMap(known -> issuer.rotate(known, overlap, now()));
    }

    /**
     * Takes a key back: on this node at once, on others when what they have cached is stale. False if there is none of
     * this id, or it was taken back before.
     *
     * @param text the id of the key, or the key itself
     * @throws KeyStorageException if that can't be stored
     */
    public boolean revoke(String text) {
        return form.idOf(text).filter(this::isRevoked).isPresent();
    }

    private boolean isRevoked(String id) {
        try {
            return store.revoke(id, now());
        } finally {
            cache.forget(id);
        }
    }

    /** All keys of an owner, expired and revoked ones included, the oldest first. */
    public List<ApiKey> list(String owner) {
        lastUse.flush();
        return KeyRequest.isOwner(owner) ? store.list(owner) : List.of();
    }

    /** A regular expression that finds keys of this prefix, of whatever environment, for scanners of secrets. */
    public String scannerPattern() {
        return form.scannerPattern();
    }

    /** Writes when keys were last used. It starts nothing, and closes nothing of yours. */
    @Override
    public void close() {
        lastUse.flush();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The prefix and the environment alone. */
    @Override
    public String toString() {
        return "ApiKeys[" + form.prefix() + "_" + form.environment() + "]";
    }

    /** States how keys look and where they are kept. */
    public static final class Builder {
        private static final Pattern WORD = Pattern.compile(KeyForm.WORD);
        private static final Duration LONGEST = Duration.ofHours(1);

        private final Problems problems = new Problems("ApiKeys");
        private final Map<String, Pepper> peppers = new LinkedHashMap<>();
        private final int cacheSize = 10_000;
        private String prefix = "";
        private String environment = "";
        private Duration staleness = Duration.ofSeconds(10);
        private Executor executor = Runnable::run;
        private SecureRandom random = new SecureRandom();
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private boolean formerlyPlain;
        private @Nullable Pepper pepper;
        private @Nullable ApiKeyStore store;

        private Builder() {}

        /** What keys of this service begin with: 2 to 16 of a-z and 0-9, a letter first. */
        public Builder prefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        /** What a key is for, such as {@code live} or {@code test}: 2 to 16 of a-z and 0-9, a letter first. */
        public Builder environment(String environment) {
            this.environment = environment;
            return this;
        }

        public Builder store(ApiKeyStore store) {
            this.store = store;
            return this;
        }

        /**
         * A key of 32 bytes or more, kept apart from the store, by which digests are HMACs. Its name, up to 8
         * characters, stands in each of them. Lost, it makes them all worthless. Digests without a pepper are not taken
         * beside it.
         */
        public Builder pepper(String id, SecretBytes key) {
            problems.collect(() -> pepper = add(new Pepper(id, key)));
            return this;
        }

        /** A key that digests from before were made with; it is needed until those keys are rotated. */
        public Builder formerPepper(String id, SecretBytes key) {
            problems.collect(() -> add(new Pepper(id, key)));
            return this;
        }

        /**
         * Takes digests that were made before there was a pepper, until those keys are rotated. Who can write to the
         * store can make a key meanwhile.
         */
        public Builder formerlyWithoutPepper() {
            formerlyPlain = true;
            return this;
        }

        private Pepper add(Pepper stated) {
            if (peppers.putIfAbsent(stated.id(), stated) != null) {
                problems.add("pepper " + stated.id() + " is stated twice; give each its own name");
            }
            return stated;
        }

        /**
         * How stale a key may be that another node has changed; 10 seconds if not said, zero to ask the store each
         * time. The 10,000 keys that were shown last are kept in memory; who has an id and not its secret keeps none.
         */
        public Builder cacheFor(Duration staleness) {
            if (staleness.isNegative() || staleness.compareTo(LONGEST) > 0) {
                problems.add("cacheFor is " + staleness + "; give zero or more, and an hour or less");
            }
            this.staleness = staleness;
            return this;
        }

        /**
         * Who writes when keys were last used, once a minute; if not said the thread that verifies, which waits for the
         * store then.
         */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /** Where keys come from. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** By which keys expire. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public ApiKeys build() {
            check("prefix", prefix, "cm");
            check("environment", environment, "live");
            ApiKeyStore stated = store;
            if (stated == null) {
                problems.add("the store is missing; state it, for example JdbcApiKeyStore.of(dataSource)");
            }
            problems.refuse();
            return new ApiKeys(this, Objects.requireNonNull(stated));
        }

        private void check(String name, String word, String example) {
            if (!WORD.matcher(word).matches()) {
                problems.add("the " + name + " is 2 to 16 of a-z and 0-9, a letter first, such as " + example
                        + "; not \"" + word + '"');
            }
        }
    }
}
