package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a back end, which is asked within the deadline, and not at all about who is known to be limited. Where
 * limits fail open, each request is counted in this process too, and that holds for those that the back end does not
 * answer.
 */
final class RemoteStore implements BucketStore {
    /** Asks Bucket4j; blocks, and throws whatever the back end does. */
    interface Backend {
        /** Asks whether it answers, and does what the first question would have to wait for. */
        void reach(Duration patience);

        VerboseResult<ConsumptionProbe> tryConsume(String key, long cost);
    }

    private final Policies policies;
    private final Backend backend;
    private final Duration time;
    private final Deadline deadline;
    private final Outage outage;
    private final @Nullable LocalStore here;
    private final String namespace;
    private final Turns turns = new Turns();
    private final Refusals refusals = new Refusals(Elapsed.time());
    private final LongAdder unavailable = new LongAdder();

    /** The policies are those of the back end. */
    RemoteStore(String name, Policies policies, Backend backend, Availability availability, Duration time) {
        this.policies = policies;
        this.backend = backend;
        this.time = time;
        deadline = new Deadline(name.toLowerCase(Locale.ROOT));
        outage = new Outage(name, availability, Elapsed.time());
        here = availability == Availability.OPEN
                ? new LocalStore(policies, LocalBuckets.DEFAULT_KEYS, Elapsed.time())
                : null;
        namespace = policies.namespace();
    }

    @Override
    public RateDecision tryConsume(String key, long cost) {
        RateDecision refused = refusals.find(key, cost);
        return refused == null ? count(key, cost) : refused;
    }

    private RateDecision count(String key, long cost) {
        return here == null ? countThere(key, cost) : countBoth(here, key, cost);
    }

    private RateDecision countThere(String key, long cost) {
        RateDecision answer = ask(key, cost);
        return answer == null ? RateDecision.uncounted() : answer;
    }

    /** What this process alone has admitted is all that it may, even if the back end has not counted all of it. */
    private RateDecision countBoth(LocalStore here, String key, long cost) {
        LocalStore.Claim claim = here.claim(key, cost);
        if (claim.isRefusedByOwn()) {
            return claim.decision();
        }
        RateDecision answer = ask(key, cost);
        if (answer == null) {
            return claim.decision();
        }
        if (!answer.isAdmitted()) {
            claim.giveBack(cost);
        }
        return answer;
    }

    /** Null if there is no answer. While the back end is unavailable, only who looks whether it still is asks. */
    private @Nullable RateDecision ask(String key, long cost) {
        RateDecision answer = null;
        if (!outage.lasts()) {
            answer = question(key, cost);
        } else if (outage.beginsToLook()) {
            try {
                answer = question(key, cost);
            } finally {
                outage.hasLooked();
            }
        }
        if (answer == null) {
            unavailable.increment();
        }
        return answer;
    }

    private @Nullable RateDecision question(String key, long cost) {
        try {
            return inTurn(key, cost);
        } catch (UnavailableException e) {
            outage.failed(e);
            return null;
        }
    }

    /** Whoever had the turn before may have found that the key is limited. */
    private RateDecision inTurn(String key, long cost) throws UnavailableException {
        Patience patience = Patience.of(time);
        Turns.Turn turn = turns.await(key, patience);
        RateDecision refused = refusals.find(key, cost);
        if (refused != null) {
            turn.end();
            return refused;
        }
        RateDecision decision = deadline.call(() -> decision(key, cost), patience, turn::end);
        outage.answered();
        return decision;
    }

    private RateDecision decision(String key, long cost) {
        VerboseResult<ConsumptionProbe> result = backend.tryConsume(namespace + key, cost);
        RateDecision decision = RateDecision.counted(
                policies.list(), result.getState(), cost, result.getValue().isConsumed());
        refusals.remember(key, cost, decision);
        return decision;
    }

    @Override
    public boolean reach(Duration patience) {
        try {
            deadline.call(
                    () -> {
                        backend.reach(patience);
                        return true;
                    },
                    Patience.of(patience),
                    () -> {});
            outage.answered();
            return true;
        } catch (UnavailableException e) {
            outage.begins(e);
            return false;
        }
    }

    @Override
    public long keys() {
        return here == null ? 0 : here.keys();
    }

    @Override
    public long shared() {
        return here == null ? 0 : here.shared();
    }

    @Override
    public long unavailable() {
        return unavailable.sum();
    }
}
